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

type Kind = 'sync' | 'wake';

/** When entries of a kind are planned, by controller and key. */
const plannedOf = ({ controllers: { workloads } }: ControllersHost, kind: Kind): Map<string, Instant> =>
  kind === 'sync' ? workloads.syncs : workloads.wakes;

/** Plans a sync; an earlier one that is planned stands. */
export function requestSync(host: ControllersHost, request: SyncRequest, delay: Millis = SYNC_DELAY): void {
  planOnce(host, { ...request, kind: 'sync', at: host.now + Math.max(0, Math.ceil(delay)) });
}

/** Plans a sync for a time at which something is due; at most one is planned, the earliest. */
export function requestWake(host: ControllersHost, request: SyncRequest, delay: Millis): void {
  planOnce(host, { ...request, kind: 'wake', at: host.now + Math.max(1, Math.ceil(delay)) });
}

interface Planned extends SyncRequest {
  readonly kind: Kind;
  readonly at: Instant;
}

function planOnce(host: ControllersHost, { controller, key, kind, at }: Planned): void {
  const planned = plannedOf(host, kind);
  const name = `${controller}/${key}`;
  const before = planned.get(name);
  if (before !== undefined && before <= at) return;
  planned.set(name, at);
  const payload: SyncPayload = { key, at };
  planAt(host, at, { owner: controller, kind, payload });
}

/** False when an earlier entry has taken the place of this one. */
function takePlanned(host: ControllersHost, { controller, key, kind, at }: Planned): boolean {
  const planned = plannedOf(host, kind);
  const name = `${controller}/${key}`;
  return planned.get(name) === at && planned.delete(name);
}

/** The key to sync, or nothing when an earlier sync has taken the place of this one. */
export const takeSync = (host: ControllersHost, controller: string, payload: SyncPayload): string | undefined =>
  takePlanned(host, { controller, kind: 'sync', ...payload }) ? payload.key : undefined;

/** The step that turns what was planned by {@link requestWake} into a sync. */
export const onWake =
  (controller: string) =>
  (host: ControllersHost, payload: SyncPayload): void => {
    if (takePlanned(host, { controller, kind: 'wake', ...payload }))
      requestSync(host, { controller, key: payload.key }, 0);
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
