/** The end of a terminating namespace: it goes when nothing is left in it. */
import { resourceTypes } from '#kube-api';
import { getObject, hasObjects, removeObject } from '#object-store';
import type { ApiHost } from './api-host.ts';

/** What can live in a namespace. */
export const namespacedTypes = resourceTypes.filter(({ namespaced }) => namespaced);

/** True for a namespace that takes no new objects, because it is going away. */
export const isTerminatingNamespace = ({ store }: ApiHost, namespace: string): boolean =>
  getObject(store, 'namespaces', namespace)?.metadata.deletionTimestamp !== undefined;

/** Removes a terminating namespace once nothing is left in it. */
export function finishNamespace(host: ApiHost, namespace: string | undefined): void {
  const object = namespace === undefined ? undefined : getObject(host.store, 'namespaces', namespace);
  if (!object?.metadata.deletionTimestamp || object.metadata.finalizers?.length) return;
  if (!namespacedTypes.some(({ resource }) => hasObjects(host.store, resource, object.metadata.name)))
    removeObject(host, 'namespaces', object);
}
