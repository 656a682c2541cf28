/** Events live for an hour after their last write. One entry of the agenda is enough while there are any. */
import { HOUR, plan, SECOND, type Millis } from '#kernel';
import type { KubeObject } from '#kube-api';
import { findObject, removeObject } from '#object-store';
import type { ApiHost } from './api-host.ts';

/** @source kube-apiserver v1.37 cmd/kube-apiserver: --event-ttl */
const EVENT_TTL: Millis = HOUR;

/** Notes that an event was written: it lives for an hour from now. */
export function leaseEvent(host: ApiHost, event: KubeObject): void {
  const { leases } = host.api;
  leases.push({ event, endsAt: host.now + EVENT_TTL });
  if (leases.length === 1) planSweep(host, EVENT_TTL);
}

const planSweep = (host: ApiHost, delay: Millis): void =>
  void plan(host, delay, { owner: 'apiserver', kind: 'sweep-events', payload: {} });

/** Removes the events whose last lease is over. Leases are in the order in which they end; sweeps are a second apart at least. */
export function sweepEvents(host: ApiHost): void {
  const { leases } = host.api;
  const isOver = leases.findIndex(({ endsAt }) => endsAt > host.now);
  const over = leases.splice(0, isOver < 0 ? leases.length : isOver);
  for (const { event } of over)
    if (findObject(host.store, 'events', event.metadata) === event) removeObject(host, 'events', event);
  const next = leases[0];
  if (next) planSweep(host, Math.max(next.endsAt - host.now, SECOND));
}
