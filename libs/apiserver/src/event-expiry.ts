/** Events live for an hour after their last write. One sweep is planned while there are any, so a quiet cluster stays quiet. */
import { HOUR, MINUTE, plan, type Millis } from '#kernel';
import { parseTime, type Event } from '#kube-api';
import { listObjects, removeObject } from '#object-store';
import type { ApiHost } from './api-host.ts';

/** @source kube-apiserver v1.37 cmd/kube-apiserver: --event-ttl */
const EVENT_TTL: Millis = HOUR;

/** Makes sure that events which were just written are removed in time. */
export function planEventSweep(host: ApiHost, delay: Millis = EVENT_TTL): void {
  if (host.api.isEventSweepPlanned) return;
  host.api.isEventSweepPlanned = true;
  plan(host, delay, { owner: 'apiserver', kind: 'sweep-events', payload: {} });
}

/** Removes what is too old, and plans the next sweep for when the oldest of the rest will be; sweeps are a minute apart at least. */
export function sweepEvents(host: ApiHost): void {
  host.api.isEventSweepPlanned = false;
  const now = host.epoch + host.now;
  let oldest = Infinity;
  for (const event of listObjects(host.store, 'events') as Event[]) {
    const end = writtenAt(event) + EVENT_TTL;
    if (end <= now) removeObject(host, 'events', event);
    else oldest = Math.min(oldest, end);
  }
  if (oldest < Infinity) planEventSweep(host, Math.max(oldest - now, MINUTE));
}

/** Unix milliseconds of the newest time that an event carries. */
function writtenAt({ lastTimestamp, eventTime, series, metadata }: Event): number {
  const times = [lastTimestamp, series?.lastObservedTime, eventTime, metadata.creationTimestamp];
  return Math.max(...times.map((time) => (time ? parseTime(time) : 0)));
}
