/** Server-side apply: a PATCH with all that its manager wants of the object. */
import {
  badRequest,
  decodeObject,
  failure,
  findConflicts,
  invalidOptions,
  mergeApplied,
  pathKey,
  pathText,
  requiredField,
  unclassifiedFailure,
  valueAt,
  without,
  type Applying,
  type Conflict,
  type KubeObject,
} from '#kube-api';
import { patchBody } from '../body.ts';
import { findStored, storedObject, type Call } from '../call.ts';
import { entriesOf, LAST_APPLIED, ownerFor, ownersOf, readJson, withEntries, type Owner } from '../managed-fields.ts';
import type { Negotiated } from '../negotiate.ts';
import { isTrue, readWriteOptions } from '../options.ts';
import type { ApiResponse } from '../request.ts';
import { objectResponse } from '../respond.ts';
import { createFrom } from './create.ts';
import { checkIdentity, commitUpdate, type UpdateStrategy } from './update.ts';

/**
 * Creates the object, or merges what is applied into it. Throws a 409 that names the fields which others own with another value, unless
 * it is forced.
 * @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers: applyPatcher
 */
export function applyObject(call: Call, form: Negotiated, strategy: UpdateStrategy): ApiResponse {
  const { request, route } = call;
  const { fieldManager: manager = '', force } = request.query ?? {};
  const writing: Call = { ...call, ...readWriteOptions(request, 'PatchOptions') };
  if (manager === '')
    throw invalidOptions('PatchOptions', [requiredField('fieldManager', 'is required for apply patch')]);
  const sent = patchBody(request);
  const decoded = decodeApplied(call, sent);
  checkIdentity(writing, decoded);
  if (!route.subresource && !findStored(call))
    return objectResponse(call, createApplied(writing, { sent, decoded, manager }), { form, code: 201 });
  const live = storedObject(call);
  const applied = merge(writing, { live, sent, decoded, manager, isForced: isTrue(force) });
  const written = commitUpdate(writing, applied, live, { ...strategy, ownsFields: true });
  return objectResponse(call, written, { form, code: 200 });
}

interface Sent {
  readonly sent: unknown;
  readonly decoded: KubeObject;
  readonly manager: string;
}

/** The object that is applied. Throws a 400 when it says of what kind it is not, and a 500 for a field that its kind does not have. */
function decodeApplied({ type, route }: Call, sent: unknown): KubeObject {
  const { apiVersion, kind, metadata } = (typeof sent === 'object' && sent !== null ? sent : {}) as Partial<KubeObject>; // checked below
  if (!apiVersion || !kind) throw badRequest(`invalid object type: /, Kind=${kind ?? ''}`);
  if (metadata?.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  const { object, unknownFields, error } = decodeObject(sent, type);
  const [unknown] = unknownFields;
  const about = `${object.metadata.namespace ?? ''}/${object.metadata.name ?? route.name ?? ''}; ${type.group}/${type.version}, Kind=${type.kind}`;
  const problem = unknown === undefined ? error : `.${unknown}: field not declared in schema`;
  if (problem !== undefined) throw unclassifiedFailure(`failed to create typed patch object (${about}): ${problem}`);
  return object;
}

function createApplied(call: Call, { sent, decoded, manager }: Sent): KubeObject {
  const named = { ...decoded, metadata: { ...decoded.metadata, name: call.route.name ?? '' } };
  const owner = ownerFor(call, [], { manager, operation: 'Apply' });
  const { fields } = mergeApplied({ kind: call.type.kind, live: {}, sent, decoded, before: new Map(), others: [] });
  return createFrom(call, named, entriesOf([{ ...owner, fields }]));
}

interface Change extends Sent {
  readonly live: KubeObject;
  readonly isForced: boolean;
}

function merge(call: Call, { live, sent, decoded, manager, isForced }: Change): KubeObject {
  const owners = ownersOf(call, live);
  const own = ownerFor(call, owners, { manager, operation: 'Apply' });
  const others = owners.filter(({ id }) => id !== own.id);
  const applying: Applying = { kind: call.type.kind, live, sent, decoded, before: own.fields, others };
  const conflicts = findConflicts(applying);
  if (!isForced && !conflicts.every((one) => isAllowed(live, manager, one))) throw conflictError(conflicts, others);
  const lost = new Map(conflicts.map(({ path }) => [pathKey(path), path]));
  const left = others.map((owner) => ({ ...owner, fields: without(owner.fields, lost) }));
  const { object, fields } = mergeApplied({ ...applying, others: left });
  const isSame = fields.size === own.fields.size && [...fields.keys()].every((key) => own.fields.has(key));
  const entry =
    isSame && live.metadata.managedFields ? own.entry : ownerFor(call, [], { manager, operation: 'Apply' }).entry;
  return withEntries(object as KubeObject, entriesOf([...left, { ...own, entry, fields }])); // the live object with changes
}

/**
 * kubectl takes over from its own client-side apply: fields that are as that one left them are no conflict.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/managedfields: lastAppliedManager
 */
function isAllowed({ metadata, ...live }: KubeObject, manager: string, { path }: Conflict): boolean {
  const text = metadata.annotations?.[LAST_APPLIED];
  if (manager !== 'kubectl' || text === undefined) return false;
  const applied = readJson(text);
  const before = valueAt(applied, path);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(valueAt({ ...live, metadata }, path));
}

/** @source kube-apiserver v1.37 apimachinery/pkg/util/managedfields/internal: NewConflictError */
function conflictError(conflicts: readonly Conflict[], owners: readonly Owner[]): Error {
  const named = conflicts.map(({ id, path }) => ({
    by: managerText(owners.find((owner) => owner.id === id)),
    at: pathText(path),
  }));
  const causes = named.map(({ by, at }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${by}`,
    field: at,
  }));
  return failure('Conflict', `Apply failed with ${conflictText(named)}`, { causes });
}

interface Named {
  readonly by: string;
  readonly at: string;
}

function conflictText(named: readonly Named[]): string {
  const [first] = named;
  if (first && named.length === 1) return `1 conflict: conflict with ${first.by}: ${first.at}`;
  const managers = [...new Set(named.map(({ by }) => by))].sort();
  const lines = managers.flatMap((by) => [
    `conflicts with ${by}:`,
    ...named.filter((one) => one.by === by).map(({ at }) => `- ${at}`),
  ]);
  return `${named.length} conflicts: ${lines.join('\n')}`;
}

function managerText(owner: Owner | undefined): string {
  const { manager = '', operation, subresource, apiVersion = '', time } = owner?.entry ?? { operation: 'Apply' };
  const name = `"${manager}"${subresource ? ` with subresource "${subresource}"` : ''}`;
  if (operation === 'Apply') return name;
  return `${name} using ${apiVersion}${time ? ` at ${time}` : ''}`;
}
