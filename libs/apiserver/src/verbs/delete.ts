/** Delete: options, preconditions, and what becomes of the object. */
import { conflict, success, type KubeObject, type ResourceType } from '#kube-api';
import { removeObject, updateObject } from '#object-store';
import { admitNamespaceDeletion } from '../admission/namespace-lifecycle.ts';
import { timestampOf } from '../api-host.ts';
import { storedObject, type Call } from '../call.ts';
import { readDeleteOptions, type DeleteOptions } from '../delete-options.ts';
import { removePod } from '../pod-deletion.ts';
import { finishNamespace } from '../terminating-namespace.ts';

/** Deletes the object that the path names. Returns the body of the answer. */
export function deleteOne(call: Call): unknown {
  const options = readDeleteOptions(call.request);
  if (call.type.resource === 'namespaces') admitNamespaceDeletion(call.route.name ?? '');
  const deleted = deleteStored(call, storedObject(call), options);
  const { type } = call;
  if (type.returnsDeleted || deleted.metadata.deletionTimestamp) return deleted;
  const { name, uid } = deleted.metadata;
  return success({ name, ...(type.group && { group: type.group }), kind: type.resource, ...(uid && { uid }) });
}

/** Applies checked options to one object. Throws a 409 when a precondition fails. */
export function deleteStored(call: Call, object: KubeObject, options: DeleteOptions): KubeObject {
  checkPreconditions(call.type, object, options);
  const { host, type } = call;
  const dryRun = call.dryRun || options.dryRun;
  if (type.resource === 'pods')
    return removePod(host, object, {
      dryRun,
      ...(options.gracePeriodSeconds !== undefined && { gracePeriodSeconds: options.gracePeriodSeconds }),
    });
  if (type.resource === 'namespaces') return terminateNamespace(call, object, dryRun);
  if (object.metadata.finalizers?.length) return markDeleting(call, object, dryRun);
  if (dryRun) return object;
  const last = removeObject(host, type.resource, object);
  finishNamespace(host, object.metadata.namespace);
  return last;
}

/** @source kube-apiserver v1.37 apiserver/pkg/registry/rest: BeforeDelete */
function checkPreconditions(
  { kind }: ResourceType,
  { metadata }: KubeObject,
  { uid, resourceVersion }: DeleteOptions,
): void {
  const of = { resource: kind, name: metadata.name };
  if (uid !== undefined && uid !== metadata.uid)
    throw conflict(
      of,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion)
    throw conflict(
      of,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
}

/** Finalizers keep the object: it only says that it is being deleted. */
function markDeleting({ host, type }: Call, object: KubeObject, dryRun: boolean): KubeObject {
  if (object.metadata.deletionTimestamp) return object;
  const metadata = { ...object.metadata, deletionTimestamp: timestampOf(host), deletionGracePeriodSeconds: 0 };
  const marked = { ...object, metadata };
  return dryRun ? marked : updateObject(host, type.resource, marked);
}

/** The namespace turns Terminating; its controller empties it, and it goes when it is empty. */
function terminateNamespace({ host, type }: Call, object: KubeObject, dryRun: boolean): KubeObject {
  if (object.metadata.deletionTimestamp) return object;
  const metadata = { ...object.metadata, deletionTimestamp: timestampOf(host) };
  const terminating = { ...object, metadata, status: { phase: 'Terminating' } };
  if (dryRun) return terminating;
  return updateObject(host, type.resource, terminating);
}
