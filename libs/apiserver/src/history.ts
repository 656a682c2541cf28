/** What a resource's objects were as of an earlier version, read back off the timeline. */
import { entriesAfter, headOf } from '#kernel';
import { listObjects, objectKey, type StoreChange } from '#object-store';
import { failure, type KubeObject } from '#kube-api';
import type { ApiHost } from './api-host.ts';

export interface Past {
  readonly resource: string;
  readonly namespace?: string;
  readonly version: number;
}

/** The objects as of `version`, in key order. Throws a 410 when the timeline no longer reaches back that far. */
export function objectsAsOf(host: ApiHost, { resource, namespace, version }: Past): readonly KubeObject[] {
  if (version < host.timeline.base) throw failure('Expired', 'The resourceVersion for the provided list is too old.');
  if (version >= headOf(host.timeline)) return listObjects(host.store, resource, namespace);
  const objects = new Map(listObjects(host.store, resource).map((object) => [objectKey(object), object]));
  for (const { data } of entriesAfter(host.timeline, version).toReversed()) {
    const change = changeOf(data, resource);
    if (!change) continue;
    const key = objectKey(change.object);
    if (change.previous) objects.set(key, change.previous);
    else objects.delete(key);
  }
  const inScope = [...objects.values()].filter(
    ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
  );
  return inScope.sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
}

const changeTypes = new Set<unknown>(['ADDED', 'MODIFIED', 'DELETED']);

/** The store change of `resource` in the data of a timeline entry, if it is one. */
export function changeOf(data: unknown, resource: string): StoreChange | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const change = data as StoreChange; // or whatever else a component has recorded
  return change.resource === resource && changeTypes.has(change.type) ? change : undefined;
}
