/** The work queue of a controller: an object is synced once, however many changes ask for it. */
import { planAt, SECOND, type Instant, type Millis } from '#kernel';
import type { KubeObject } from '#kube-api';
import { keyOf, objectKey } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';

/** Which object to sync. */
export interface SyncRequest {
  readonly controller: string;
  readonly key: string;
}

/** The first retry of a failed sync, and the longest wait between two. */
const RETRY: Millis = 5;
const LONGEST_RETRY: Millis = 1000 * SECOND;

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

/** Plans a sync for a time at which something is due; at most one is planned, the earliest. */
export function requestWake(host: ControllersHost, { controller, key }: SyncRequest, delay: Millis): void {
  const { wakes } = host.controllers.workloads;
  const name = `${controller}/${key}`;
  const at = host.now + Math.max(1, Math.ceil(delay));
  const planned = wakes.get(name);
  if (planned !== undefined && planned <= at) return;
  wakes.set(name, at);
  const payload: SyncPayload = { key, at };
  planAt(host, at, { owner: controller, kind: 'wake', payload });
}

/** The step that turns what was planned by {@link requestWake} into a sync. */
export const onWake =
  (controller: string) =>
  (host: ControllersHost, { key, at }: SyncPayload): void => {
    const { wakes } = host.controllers.workloads;
    const name = `${controller}/${key}`;
    if (wakes.get(name) !== at) return;
    wakes.delete(name);
    requestSync(host, { controller, key }, 0);
  };

/** Plans a failed sync once more, later each time. */
export function retrySync(host: ControllersHost, request: SyncRequest): void {
  const { retries } = host.controllers.workloads;
  const name = `${request.controller}/${request.key}`;
  const count = retries.get(name) ?? 0;
  retries.set(name, count + 1);
  requestWake(host, request, Math.min(RETRY * 2 ** count, LONGEST_RETRY));
}

/** A sync succeeded. */
export function forgetRetries({ controllers }: ControllersHost, { controller, key }: SyncRequest): void {
  controllers.workloads.retries.delete(`${controller}/${key}`);
}

/** The key of the object of a kind that controls another one. */
export function controllerKey({ metadata }: KubeObject, kind: string): string | undefined {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller && reference.kind === kind);
  return owner && keyOf(metadata.namespace, owner.name);
}

/** The key of an object that a change is about. */
export const changedKey = ({ object }: { readonly object: KubeObject }): string => objectKey(object);
