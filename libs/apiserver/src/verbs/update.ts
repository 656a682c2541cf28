/** Update: from a changed object to a stored one, for PUT and PATCH, on the main resource and on status. */
import {
  badRequest,
  conflict,
  invalidObject,
  modified,
  type FieldError,
  type KubeObject,
  type ObjectMeta,
} from '#kube-api';
import { removeObject, updateObject } from '#object-store';
import { admitUpdate } from '../admission/admit.ts';
import { named, type Call } from '../call.ts';
import { leaseEvent } from '../event-expiry.ts';
import { trackUpdate, withEntries } from '../managed-fields.ts';
import { withoutStoredFields } from '../server-fields.ts';
import { shareUnchanged } from '../share-unchanged.ts';
import { finishNamespace } from '../terminating-namespace.ts';

/** What of the new object counts, and what it is checked against; one for the main resource and for each subresource. */
export interface UpdateStrategy {
  readonly prepare: (call: Call, object: KubeObject, stored: KubeObject) => KubeObject;
  readonly validate: (call: Call, object: KubeObject, stored: KubeObject) => readonly FieldError[];
  /** Refuses with a StatusError what validation let through. */
  readonly admit?: (call: Call, object: KubeObject, stored: KubeObject) => void;
  /** The new object says who owns its fields. */
  readonly ownsFields?: boolean;
}

export const mainStrategy: UpdateStrategy = {
  prepare: (call, object, stored) => admitUpdate(call, call.type.prepareForUpdate(call.type.defaults(object), stored)),
  validate: ({ type }, object, stored) => type.validateUpdate(object, stored),
};

/** Throws a 400 when the object names itself differently from the path. */
export function checkIdentity({ route }: Call, { metadata }: KubeObject): void {
  if (metadata.name && metadata.name !== route.name)
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${route.name})`);
  if (metadata.namespace && metadata.namespace !== route.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
}

/** A PUT is about one incarnation of the object: a uid that differs is a conflict. */
export function checkUid({ type }: Call, { metadata }: KubeObject, stored: KubeObject): void {
  const { uid, name, namespace } = stored.metadata;
  if (!metadata.uid || metadata.uid === uid) return;
  const key = `/registry/${type.group ? `${type.group}/` : ''}${type.resource}/${namespace ? `${namespace}/` : ''}${name}`;
  const why = `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${uid}`;
  throw conflict(
    named(type, name),
    `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
  );
}

/**
 * Stores the new version of an object; one that equals the stored version is not written. Taking the last finalizer off a
 * deleted object removes it. Throws a 409 for a stale resourceVersion and a 422 for a change that is not allowed.
 * @source kube-apiserver v1.37 apiserver/pkg/registry/generic/registry: Store.Update; rest: BeforeUpdate
 */
export function commitUpdate(call: Call, object: KubeObject, stored: KubeObject, strategy: UpdateStrategy): KubeObject {
  const { host, type } = call;
  const version = object.metadata.resourceVersion;
  if (version && version !== stored.metadata.resourceVersion) throw modified(named(type, stored.metadata.name));
  const next = prepare(call, object, stored, strategy);
  if (next === stored) return stored;
  const errors = distinct(strategy.validate(call, next, stored));
  if (errors.length > 0) throw invalidObject({ ...type, name: stored.metadata.name }, errors);
  strategy.admit?.(call, next, stored);
  if (call.dryRun) return next;
  if (isFinished(next)) return finish(call, next, stored);
  const written = updateObject(host, type.resource, next);
  if (type.resource === 'events') leaseEvent(host, written);
  return written;
}

/** The same error, found by the check of the object and by that of the change, is reported once. */
function distinct(errors: readonly FieldError[]): readonly FieldError[] {
  const seen = new Set<string>();
  return errors.filter(({ field, message }) => {
    const key = `${field}: ${message}`;
    return seen.size < seen.add(key).size;
  });
}

function prepare(call: Call, object: KubeObject, stored: KubeObject, strategy: UpdateStrategy): KubeObject {
  const { apiVersion, kind, metadata } = stored;
  const named = { ...object, apiVersion, kind, metadata: keepServerFields(object.metadata, metadata) };
  const prepared = strategy.prepare(call, named, stored);
  const next = shareUnchanged(stored, withOwners(call, prepared, { stored, sent: object, strategy }));
  const { generation } = metadata;
  if (!call.type.hasGeneration || generation === undefined || specOf(next) === specOf(stored)) return next;
  return { ...next, metadata: { ...next.metadata, generation: generation + 1 } };
}

interface Writing {
  readonly stored: KubeObject;
  readonly sent: KubeObject;
  readonly strategy: UpdateStrategy;
}

function withOwners(call: Call, next: KubeObject, { stored, sent, strategy }: Writing): KubeObject {
  if (strategy.ownsFields) return withEntries(next, sent.metadata.managedFields ?? []);
  return trackUpdate(call, { next, stored, sent });
}

const specOf = (object: KubeObject): unknown => ('spec' in object ? object.spec : undefined);

/** Fields that a client may leave out, and those that it cannot change at all. */
function keepServerFields(metadata: ObjectMeta, stored: ObjectMeta): ObjectMeta {
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation, resourceVersion } = stored;
  const sent = withoutStoredFields(metadata);
  return {
    ...sent,
    name: stored.name,
    ...(stored.namespace !== undefined && { namespace: stored.namespace }),
    ...(sent.uid === undefined && stored.uid !== undefined && { uid: stored.uid }),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(generation !== undefined && { generation }),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(sent.deletionGracePeriodSeconds === undefined &&
      deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  };
}

const isFinished = ({ metadata }: KubeObject): boolean =>
  metadata.deletionTimestamp !== undefined &&
  !metadata.finalizers?.length &&
  (metadata.deletionGracePeriodSeconds ?? 0) === 0;

/** The DELETED frame shows the stored version, finalizers included; the answer has the version before. */
function finish({ host, type }: Call, next: KubeObject, stored: KubeObject): KubeObject {
  if (type.resource === 'namespaces') {
    const written = updateObject(host, type.resource, next);
    finishNamespace(host, next.metadata.name);
    return written;
  }
  removeObject(host, type.resource, stored);
  finishNamespace(host, stored.metadata.namespace);
  return next;
}
