/** Events as the scheduler reports them (events.k8s.io): named by the moment, repeated ones merged into a series. */
import { extend, drawUid, MINUTE, plan, type Millis } from '#kernel';
import { formatMicroTime, type Event, type EventType, type Pod } from '#kube-api';
import { createObject, findObject, updateObject } from '#object-store';
import { eventName, leaseEvent, referenceTo, timestampOf } from '#apiserver';
import { uidOf } from './cluster-cache.ts';
import { SCHEDULER, SCHEDULER_NAME, type EventSeries, type SchedulerHost } from './scheduler-state.ts';

/** What an event says about a pod. */
export interface Report {
  readonly type: EventType;
  readonly reason: string;
  readonly action: string;
  readonly message: string;
}

const LONGEST_NOTE = 1024;
const CUT = ' ...';
/** A series ends when nothing was added for so long; this is also how often the series are looked through. */
const SERIES_END: Millis = 6 * MINUTE;
/** A lasting series is written so often. */
const SERIES_HEARTBEAT: Millis = 30 * MINUTE;

/** Creates an Event about a pod. */
export function reportEvent(host: SchedulerHost, pod: Pod, report: Report): Event {
  const event = createObject(host, 'events', eventOf(host, pod, report), { isDraft: true });
  leaseEvent(host, event);
  return event;
}

/**
 * Reports something that may come again. The second equal event about the same version of the pod opens a series; later
 * ones only count, and are written by the heartbeat or at the end.
 * @source client-go v1.37 tools/events: event_broadcaster.go
 */
export function reportRepeatable(host: SchedulerHost, pod: Pod, report: Report): void {
  const key = `${uidOf(pod)}/${pod.metadata.resourceVersion ?? ''}/${report.reason}`;
  const series = host.scheduler.series.get(key);
  if (series) return continueSeries(host, series);
  const { metadata } = reportEvent(host, pod, report);
  const { now } = host;
  const { namespace = '', name } = metadata;
  host.scheduler.series.set(key, { namespace, name, count: 1, lastObservedAt: now, writtenCount: 1, writtenAt: now });
  planSeriesEnd(host);
}

function continueSeries(host: SchedulerHost, series: EventSeries): void {
  series.count++;
  series.lastObservedAt = host.now;
  if (series.count === 2) writeSeries(host, series);
}

function writeSeries(host: SchedulerHost, series: EventSeries): void {
  series.writtenCount = series.count;
  series.writtenAt = host.now;
  const event = findObject(host.store, 'events', series) as Event | undefined; // stored by reportEvent
  if (!event) return;
  const lastObservedTime = formatMicroTime(host.epoch + series.lastObservedAt);
  leaseEvent(host, updateObject(host, 'events', extend(event, { series: { count: series.count, lastObservedTime } })));
}

function planSeriesEnd(host: SchedulerHost): void {
  if (host.scheduler.seriesPlanned) return;
  host.scheduler.seriesPlanned = true;
  plan(host, SERIES_END, { owner: SCHEDULER, kind: 'series', payload: null });
}

/** Ends the series that nothing was added to for six minutes, and writes the count of lasting ones. */
export function tendSeries(host: SchedulerHost): void {
  const { series: all } = host.scheduler;
  host.scheduler.seriesPlanned = false;
  for (const [key, series] of all) {
    const ended = host.now - series.lastObservedAt >= SERIES_END;
    const due = ended || host.now - series.writtenAt >= SERIES_HEARTBEAT;
    if (due && series.count > series.writtenCount) writeSeries(host, series);
    if (ended) all.delete(key);
  }
  if (all.size > 0) planSeriesEnd(host);
}

function eventOf(host: SchedulerHost, pod: Pod, { type, reason, action, message }: Report): Event {
  const { name, namespace = 'default' } = pod.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: eventName(host, name),
      namespace,
      uid: drawUid(host, host.api.names),
      creationTimestamp: timestampOf(host),
      resourceVersion: '',
    },
    involvedObject: referenceTo(pod),
    type,
    reason,
    message: cut(message),
    source: {},
    reportingComponent: SCHEDULER_NAME,
    reportingInstance: `${SCHEDULER_NAME}-control-plane`,
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: formatMicroTime(host.epoch + host.now),
    action,
  };
}

function cut(message: string): string {
  return message.length > LONGEST_NOTE ? message.slice(0, LONGEST_NOTE - CUT.length) + CUT : message;
}
