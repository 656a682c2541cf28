/**
 * Who owns which fields of an object. It is kept for objects that somebody has applied (server-side), from then on; of
 * objects that were never applied nothing is written down.
 */
import {
  apiVersionOf,
  fieldChanges,
  fieldsOf,
  setOf,
  treeOf,
  union,
  without,
  type FieldSet,
  type KubeObject,
  type ManagedFieldsEntry,
  type Ownership,
} from '#kube-api';
import { timestampOf } from './api-host.ts';
import type { Call } from './call.ts';

/** A manager's entry, with its fields as a set. */
export interface Owner extends Ownership {
  readonly entry: ManagedFieldsEntry;
}

/** What identifies a manager: its name, what it does, and through which subresource. */
const idOf = ({ manager = '', operation, subresource = '' }: ManagedFieldsEntry): string =>
  `${manager}\n${operation}\n${subresource}`;

/** The annotation in which kubectl keeps what it applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The owners of an object. One that was never applied belongs to whoever made it.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/managedfields: skipNonAppliedManager
 * @divergence who made it is told apart only as far as the annotation of a client-side apply tells it
 */
export function ownersOf(call: Call, object: KubeObject): readonly Owner[] {
  const { managedFields, annotations, creationTimestamp } = object.metadata;
  if (managedFields)
    return managedFields.map((entry) => ({ id: idOf(entry), entry, fields: setOf(entry.fieldsV1 ?? {}) }));
  const applied = annotations?.[LAST_APPLIED];
  const manager = applied === undefined ? 'before-first-apply' : 'kubectl-client-side-apply';
  const entry = entryOf(call, { manager, operation: 'Update', time: creationTimestamp });
  const fields = applied === undefined ? withoutStatus(fieldsOf(object.kind, object)) : fieldsIn(object.kind, applied);
  return [{ id: idOf(entry), entry, fields }];
}

/** What was applied on the client's side, with the annotation that says it. */
function fieldsIn(kind: string, applied: string): FieldSet {
  const annotation = { metadata: { annotations: { [LAST_APPLIED]: applied } } };
  return union(fieldsOf(kind, readJson(applied)), fieldsOf(kind, annotation));
}

/** The value of an annotation that holds JSON; nothing for one that does not. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const withoutStatus = (set: FieldSet): FieldSet => new Map([...set].filter(([, [first]]) => first !== 'f:status'));

interface NewEntry {
  readonly manager: string;
  readonly operation: ManagedFieldsEntry['operation'];
  readonly time?: string | undefined;
}

function entryOf({ type, route, host }: Call, { manager, operation, time }: NewEntry): ManagedFieldsEntry {
  const subresource = route.subresource?.name;
  return {
    manager,
    operation,
    apiVersion: apiVersionOf(type),
    time: time ?? timestampOf(host),
    fieldsType: 'FieldsV1',
    ...(subresource !== undefined && { subresource }),
  };
}

/** The owner that a request writes as; with the fields that it owns already. */
export function ownerFor(
  call: Call,
  owners: readonly Owner[],
  { manager, operation }: Pick<NewEntry, 'manager' | 'operation'>,
): Owner {
  const entry = entryOf(call, { manager, operation });
  const id = idOf(entry);
  return owners.find((owner) => owner.id === id) ?? { id, entry, fields: new Map() };
}

/** The entries to store: those of managers that own something, by their time and then their name. */
export function entriesOf(owners: readonly Owner[]): readonly ManagedFieldsEntry[] {
  return owners
    .filter(({ fields }) => fields.size > 0)
    .map(({ entry, fields }) => ({ ...entry, fieldsV1: treeOf(fields) }))
    .sort(
      (a, b) =>
        compare(a.operation, b.operation) ||
        compare(a.time ?? '', b.time ?? '') ||
        compare(a.manager ?? '', b.manager ?? ''),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The manager of a request that does not name one: the program that sent it. */
export function managerOf({ query = {}, userAgent = '' }: Call['request']): string {
  return query['fieldManager'] || (userAgent.split('/', 1)[0] ?? '') || 'unknown';
}

/**
 * An update of an object whose owners are kept: what it changes belongs to its manager and to nobody else. An update that says itself who
 * owns what is believed.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/managedfields: FieldManager.Update
 */
export function trackUpdate(
  call: Call,
  { next, stored, sent }: { readonly next: KubeObject; readonly stored: KubeObject; readonly sent: KubeObject },
): KubeObject {
  const said = sent.metadata.managedFields;
  if (!stored.metadata.managedFields) return next;
  if (said?.every(({ fieldsV1 }) => fieldsV1 === undefined)) return withEntries(next, []);
  const base = said ? withEntries(next, said) : withEntries(next, stored.metadata.managedFields);
  const { changed, removed } = fieldChanges(call.type.kind, stored, next);
  if (changed.size + removed.size === 0) return base;
  const owners = ownersOf(call, base);
  const own = ownerFor(call, owners, { manager: managerOf(call.request), operation: 'Update' });
  const others = owners
    .filter(({ id }) => id !== own.id)
    .map((owner) => ({ ...owner, fields: without(without(owner.fields, changed), removed) }));
  const entry = { ...own.entry, time: timestampOf(call.host) };
  const fields = union(without(own.fields, removed), changed);
  return withEntries(next, entriesOf([...others, { ...own, entry, fields }]));
}

/** The object with these entries; none are as if nobody had ever applied it. */
export function withEntries(object: KubeObject, entries: readonly ManagedFieldsEntry[]): KubeObject {
  const { managedFields: _before, ...metadata } = object.metadata;
  return { ...object, metadata: entries.length > 0 ? { ...metadata, managedFields: entries } : metadata };
}
