/** Events that controllers report: counted, aggregated and spam-filtered as client-go does before they are written. */
import { headOf, MINUTE, type Instant } from '#kernel';
import { leaseEvent, timestampOf, type ApiHost } from '#apiserver';
import type { Event, EventType, KubeObject, ObjectReference } from '#kube-api';
import { createObject, getObject, keyOf, updateObject } from '#object-store';

export interface Report {
  /** The component that reports. */
  readonly from: string;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
}

interface Counted {
  readonly name: string;
  readonly firstTimestamp: string;
  count: number;
}

interface Aggregate {
  readonly messages: string[];
  lastAt: Instant;
}

interface Bucket {
  tokens: number;
  filledAt: Instant;
}

/** What the recorder remembers of one object, by component. */
interface Memory {
  readonly counted: Map<string, Counted>;
  readonly aggregates: Map<string, Aggregate>;
  readonly bucket: Bucket;
}

export interface EventRecorder {
  readonly memories: Map<string, Memory>;
}

export const createEventRecorder = (): EventRecorder => ({ memories: new Map() });

/** A simulation that holds a recorder for its controllers. */
export interface RecorderHost extends ApiHost {
  readonly controllers: { readonly events: EventRecorder };
}

const AGGREGATE_AT = 10;
const AGGREGATE_WINDOW = 10 * MINUTE;
const BURST = 25;
const REFILL = 5 * MINUTE;

/** How events name an object. */
export const referenceTo = ({ kind, apiVersion, metadata }: KubeObject): ObjectReference => {
  const { name, namespace, uid, resourceVersion } = metadata;
  return {
    kind,
    apiVersion,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
};

/**
 * Reports an event about an object: creates it, or raises the count of the one that says the same.
 * @source client-go v0.37 tools/record/events_cache.go
 */
export function reportEvent(host: RecorderHost, about: ObjectReference, report: Report): void {
  const memory = memoryOf(
    host,
    `${report.from}\n${about.kind}/${about.namespace ?? ''}/${about.name}/${about.uid ?? ''}`,
  );
  const isCombined = isAggregated(host, memory, report);
  const message = isCombined ? `(combined from similar events): ${report.message}` : report.message;
  const key = `${report.type}\n${report.reason}${isCombined ? '' : `\n${report.message}`}`;
  const before = memory.counted.get(key);
  const known = before ?? newCount(host, about);
  if (before) before.count += 1;
  else memory.counted.set(key, known);
  if (takeToken(host, memory.bucket)) writeEvent(host, about, { report: { ...report, message }, known });
}

/** Forgets an object that is gone. */
export function forgetEvents({ controllers }: RecorderHost, uid: string): void {
  const { memories } = controllers.events;
  for (const key of memories.keys()) if (key.endsWith(`/${uid}`)) memories.delete(key);
}

function memoryOf(host: RecorderHost, key: string): Memory {
  const { memories } = host.controllers.events;
  let memory = memories.get(key);
  if (!memory) {
    memory = { counted: new Map(), aggregates: new Map(), bucket: { tokens: BURST, filledAt: host.now } };
    memories.set(key, memory);
  }
  return memory;
}

function isAggregated(host: RecorderHost, { aggregates }: Memory, { type, reason, message }: Report): boolean {
  const key = `${type}\n${reason}`;
  let known = aggregates.get(key);
  if (!known || host.now - known.lastAt > AGGREGATE_WINDOW)
    aggregates.set(key, (known = { messages: [], lastAt: host.now }));
  known.lastAt = host.now;
  if (!known.messages.includes(message)) known.messages.push(message);
  if (known.messages.length < AGGREGATE_AT) return false;
  known.messages.shift();
  return true;
}

function takeToken({ now }: RecorderHost, bucket: Bucket): boolean {
  const filled = Math.floor((now - bucket.filledAt) / REFILL);
  const isFull = bucket.tokens + filled >= BURST;
  bucket.tokens = isFull ? BURST : bucket.tokens + filled;
  bucket.filledAt = isFull ? now : bucket.filledAt + filled * REFILL;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

/** Sixteen digits as of a clock in nanoseconds; the place in the timeline stands for the part below a millisecond. */
function newCount(host: RecorderHost, { name = '' }: ObjectReference): Counted {
  const nanoseconds = BigInt(host.epoch + host.now) * 1_000_000n + BigInt(headOf(host.timeline) % 1_000_000);
  const suffix = nanoseconds.toString(16).padStart(16, '0');
  return { name: `${name}.${suffix}`, firstTimestamp: timestampOf(host), count: 1 };
}

interface Written {
  readonly report: Report;
  readonly known: Counted;
}

function writeEvent(host: RecorderHost, about: ObjectReference, { report, known }: Written): void {
  const { message } = report;
  const key = keyOf(about.namespace ?? 'default', known.name);
  const stored = getObject(host.store, 'events', key) as Event | undefined; // events holds Events
  const written = stored
    ? updateObject(host, 'events', { ...stored, count: known.count, lastTimestamp: timestampOf(host), message })
    : createObject(host, 'events', newEvent(host, about, { report, known }));
  leaseEvent(host, written);
}

function newEvent(host: RecorderHost, about: ObjectReference, { report, known }: Written): Event {
  const { from, type, reason, message } = report;
  const time = timestampOf(host);
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: known.name, namespace: about.namespace ?? 'default', uid: known.name, creationTimestamp: time },
    involvedObject: about,
    reason,
    message,
    source: { component: from },
    firstTimestamp: known.firstTimestamp,
    lastTimestamp: time,
    count: known.count,
    type,
    eventTime: null,
    reportingComponent: from,
    reportingInstance: '',
  };
}
