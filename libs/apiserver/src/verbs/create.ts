/** Create: from a decoded body to a stored object. */
import { drawUid } from '#kernel';
import {
  alreadyExists,
  badRequest,
  failure,
  invalidObject,
  unclassifiedFailure,
  type KubeObject,
  type ManagedFieldsEntry,
  type ObjectMeta,
} from '#kube-api';
import { createObject, findObject } from '#object-store';
import { admitCreate } from '../admission/admit.ts';
import { timestampOf } from '../api-host.ts';
import { leaseEvent } from '../event-expiry.ts';
import { named, type Call } from '../call.ts';
import { withEntries } from '../managed-fields.ts';
import { generateName } from '../names.ts';
import { withoutServerFields } from '../server-fields.ts';
import { populateNamespace } from '../namespace-content.ts';

const NAME_TRIES = 8;

/**
 * Admits, completes, validates and stores a new object, in the order that decides which refusal wins.
 * `managedFields` says who owns its fields, if that is kept.
 * Throws a StatusError and leaves the store as it was when the object is refused.
 * @source kube-apiserver v1.37 apiserver/pkg/registry/generic/registry: Store.Create
 */
export function createFrom(call: Call, decoded: KubeObject, managedFields?: readonly ManagedFieldsEntry[]): KubeObject {
  checkNamespace(call, decoded);
  const object = admitCreate(call, completeMetadata(call, call.type.defaults(decoded)));
  const prepared = call.type.prepareForCreate(withName(call, object));
  const errors = call.type.validate(prepared);
  if (errors.length > 0) throw invalidObject({ ...call.type, name: prepared.metadata.name ?? '' }, errors);
  call.warnings.push(...call.type.warnings(prepared));
  refuseExisting(call, prepared);
  const owned = managedFields ? withEntries(prepared, managedFields) : prepared;
  if (call.dryRun) return owned;
  const created = createObject(call.host, call.type.resource, owned);
  if (call.type.resource === 'events') leaseEvent(call.host, created);
  if (call.type.resource === 'namespaces') populateNamespace(call.host, created.metadata.name);
  return created;
}

function checkNamespace({ route }: Call, { metadata }: KubeObject): void {
  if (metadata.namespace !== undefined && metadata.namespace !== '' && metadata.namespace !== route.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** The server's own fields: what a client says about them is dropped. */
function completeMetadata(call: Call, object: KubeObject): KubeObject {
  const { host, type, route, dryRun } = call;
  if (object.metadata.resourceVersion && !dryRun)
    throw unclassifiedFailure('resourceVersion should not be set on objects to be created');
  const metadata: Draft<ObjectMeta> = withoutServerFields(object.metadata);
  if (route.namespace !== undefined) metadata.namespace = route.namespace;
  metadata.uid = drawUid(host, host.api.names);
  metadata.creationTimestamp = timestampOf(host);
  if (type.hasGeneration) metadata.generation = 1;
  return { ...object, metadata };
}

/** A generated name, where the object has only a prefix. */
function withName(call: Call, object: KubeObject): KubeObject {
  const { name, generateName: prefix } = object.metadata;
  if (name || !prefix) return object;
  const { host, type, route } = call;
  for (let tries = 0; tries < NAME_TRIES; tries++) {
    const generated = generateName(host, prefix);
    if (!findObject(host.store, type.resource, { namespace: route.namespace, name: generated }))
      return { ...object, metadata: { ...object.metadata, name: generated } };
  }
  const { status } = alreadyExists(named(type, prefix));
  const message = `${status.message}, the server was not able to generate a unique name for the object`;
  throw failure('AlreadyExists', message, { ...status.details, retryAfterSeconds: 1 });
}

function refuseExisting({ host, type }: Call, { metadata }: KubeObject): void {
  const existing = findObject(host.store, type.resource, metadata);
  if (!existing) return;
  const error = alreadyExists(named(type, metadata.name));
  if (!existing.metadata.deletionTimestamp) throw error;
  throw failure('AlreadyExists', `object is being deleted: ${error.message}`, error.status.details);
}
