/** The work queue of a controller: an object is synced once, however many changes ask for it. */
import { planAt, type Instant, type Millis } from '#kernel';
import type { KubeObject } from '#kube-api';
import { keyOf, objectKey } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';

/** Which object to sync. */
export interface SyncRequest {
  readonly controller: string;
  readonly key: string;
}

/** From a watch event to the sync that it asks for. */
export const SYNC_DELAY: Millis = 2;

interface SyncPayload {
  readonly key: string;
  readonly at: Instant;
}

/** Plans a sync; an earlier one that is planned stands. */
export function requestSync(host: ControllersHost, { controller, key }: SyncRequest, delay: Millis = SYNC_DELAY): void {
  const { syncs } = host.controllers.workloads;
  const name = `${controller}/${key}`;
  const at = host.now + Math.max(0, Math.ceil(delay));
  const planned = syncs.get(name);
  if (planned !== undefined && planned <= at) return;
  syncs.set(name, at);
  const payload: SyncPayload = { key, at };
  planAt(host, at, { owner: controller, kind: 'sync', payload });
}

/** The key to sync, or nothing when an earlier sync has taken the place of this one. */
export function takeSync(host: ControllersHost, controller: string, { key, at }: SyncPayload): string | undefined {
  const { syncs } = host.controllers.workloads;
  const name = `${controller}/${key}`;
  if (syncs.get(name) !== at) return undefined;
  syncs.delete(name);
  return key;
}

/** The key of the object of a kind that controls another one. */
export function controllerKey({ metadata }: KubeObject, kind: string): string | undefined {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller && reference.kind === kind);
  return owner && keyOf(metadata.namespace, owner.name);
}

/** The key of an object that a change is about. */
export const changedKey = ({ object }: { readonly object: KubeObject }): string => objectKey(object);
