/** Admission of objects into namespaces: the namespace must exist and must not be going away. */
import { forbidden, notFound, type KubeObject } from '#kube-api';
import { getObject } from '#object-store';
import { named, type Call } from '../call.ts';

/**
 * Throws a 404 when the namespace is missing and a 403 when it is terminating.
 * @source kube-apiserver v1.37 plugin/pkg/admission/namespace/lifecycle
 */
export function admitIntoNamespace(call: Call, object: KubeObject): void {
  const name = call.route.namespace;
  if (name === undefined) return;
  const namespace = getObject(call.host.store, 'namespaces', name);
  if (!namespace) throw notFound({ resource: 'namespaces', name });
  if (!namespace.metadata.deletionTimestamp) return;
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${name} is being terminated`,
    field: 'metadata.namespace',
  };
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  throw forbidden(named(call.type, object.metadata.name ?? ''), why, [cause]);
}

const permanent = new Set(['default', 'kube-system', 'kube-public']);

/** Throws a 403 for the namespaces that have to stay. */
export function admitNamespaceDeletion(name: string): void {
  if (permanent.has(name)) throw forbidden({ resource: 'namespaces', name }, 'this namespace may not be deleted');
}
