/** Events that a kubelet reports: counted, aggregated and spam-filtered as client-go does before they are written. */
import { MINUTE, type Instant } from '#kernel';
import { isTerminatingNamespace, leaseEvent, timestampOf, type ApiHost } from '#apiserver';
import type { Event, EventType, KubeObject, ObjectReference } from '#kube-api';
import { createObject, getObject, keyOf, updateObject } from '#object-store';

export interface Report {
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  /** Absent for an event about the whole object. */
  readonly fieldPath?: string;
}

interface Counted {
  readonly name: string;
  readonly firstTimestamp: string;
  count: number;
}

interface Aggregate {
  readonly key: string;
  readonly messages: string[];
  lastAt: Instant;
}

/** Tokens come back one by one, so whole numbers are enough. */
interface Bucket {
  tokens: number;
  /** When the token that comes next began to fill. */
  filledAt: Instant;
}

/** What a recorder remembers of one object; dropped with it. Small, for there is one for every pod. */
interface ObjectMemory {
  readonly counted: Map<string, Counted>;
  /** One per type and reason. */
  readonly aggregates: Aggregate[];
  readonly normal: Bucket;
  readonly warning: Bucket;
}

export interface EventRecorder {
  readonly node: string;
  readonly objects: Map<string, ObjectMemory>;
  /** Makes names differ that are recorded in the same millisecond. */
  serial: number;
  /** Events that cannot be sent now; undefined while the API server can be reached. */
  held: HeldEvent[] | undefined;
}

/** An event as it was to be written. */
interface HeldEvent {
  readonly object: KubeObject;
  readonly report: Report & { readonly known: Counted };
  readonly lastTimestamp: string;
}

const AGGREGATE_AT = 10;
const AGGREGATE_WINDOW = 10 * MINUTE;
const BURST = 25;
const REFILL = 5 * MINUTE;

export function createEventRecorder(node: string): EventRecorder {
  return { node, objects: new Map(), serial: 0, held: undefined };
}

/**
 * Reports an event about an object: creates it, or raises the count of the one that says the same.
 * @source client-go v0.37 tools/record/events_cache.go
 */
export function reportEvent(host: ApiHost, recorder: EventRecorder, object: KubeObject, report: Report): void {
  const memory = memoryOf(host, recorder, object.metadata.uid ?? '');
  const isAggregated = aggregate(host, memory, report);
  const message = isAggregated ? `(combined from similar events): ${report.message}` : report.message;
  const subject = isAggregated ? '' : `\n${report.fieldPath ?? ''}\n${report.message}`;
  const key = `${report.type}\n${report.reason}${subject}`;
  const counted = memory.counted.get(key);
  if (counted) counted.count += 1;
  if (!takeToken(host, memory, report.type)) {
    if (!counted) memory.counted.set(key, newCount(host, recorder, object));
    return;
  }
  const known = counted ?? newCount(host, recorder, object);
  if (!counted) memory.counted.set(key, known);
  const { type, reason, fieldPath } = report;
  const complete = { type, reason, message, known, ...(fieldPath === undefined ? {} : { fieldPath }) };
  const lastTimestamp = timestampOf(host);
  if (recorder.held) recorder.held.push({ object, report: { ...complete, known: { ...known } }, lastTimestamp });
  else writeEvent(host, recorder, { object, report: complete, lastTimestamp });
}

/** From now on events wait. */
export function holdEvents(recorder: EventRecorder): void {
  recorder.held ??= [];
}

/** Sends what has waited, in order. */
export function releaseEvents(host: ApiHost, recorder: EventRecorder): void {
  const held = recorder.held ?? [];
  recorder.held = undefined;
  for (const event of held) writeEvent(host, recorder, event);
}

/** Forgets an object that is gone. */
export function forgetObject(recorder: EventRecorder, uid: string): void {
  recorder.objects.delete(uid);
}

function memoryOf(host: ApiHost, recorder: EventRecorder, uid: string): ObjectMemory {
  let memory = recorder.objects.get(uid);
  if (!memory) recorder.objects.set(uid, (memory = newMemory(host.now)));
  return memory;
}

const newMemory = (now: Instant): ObjectMemory => ({
  counted: new Map(),
  aggregates: [],
  normal: { tokens: BURST, filledAt: now },
  warning: { tokens: BURST, filledAt: now },
});

function aggregate(host: ApiHost, memory: ObjectMemory, { type, reason, message }: Report): boolean {
  const known = aggregateOf(host, memory, `${type}\n${reason}`);
  known.lastAt = host.now;
  if (!known.messages.includes(message)) known.messages.push(message);
  if (known.messages.length < AGGREGATE_AT) return false;
  known.messages.shift();
  return true;
}

/** What was said of late for this type and reason; after a pause it begins anew. */
function aggregateOf(host: ApiHost, { aggregates }: ObjectMemory, key: string): Aggregate {
  let known = aggregates.find((one) => one.key === key);
  if (!known) aggregates.push((known = { key, messages: [], lastAt: host.now }));
  else if (host.now - known.lastAt > AGGREGATE_WINDOW) known.messages.length = 0;
  return known;
}

function takeToken(host: ApiHost, memory: ObjectMemory, type: EventType): boolean {
  const bucket = type === 'Normal' ? memory.normal : memory.warning;
  const filled = Math.floor((host.now - bucket.filledAt) / REFILL);
  const isFull = bucket.tokens + filled >= BURST;
  bucket.tokens = isFull ? BURST : bucket.tokens + filled;
  bucket.filledAt = isFull ? host.now : bucket.filledAt + filled * REFILL;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

function newCount(host: ApiHost, recorder: EventRecorder, object: KubeObject): Counted {
  const nanos = nanosHex(host.epoch + host.now, recorder.serial++);
  return { name: `${object.metadata.name}.${nanos}`, firstTimestamp: timestampOf(host), count: 1 };
}

/** Hexadecimal nanoseconds of a Unix time in milliseconds plus `offset`, in two halves that doubles hold exactly. */
function nanosHex(unixMs: number, offset: number): string {
  const low = (unixMs % 65_536) * 1_000_000 + (offset % 1_000_000);
  const high = Math.floor(unixMs / 65_536) * 1_000_000 + Math.floor(low / 65_536);
  return high.toString(16) + (low % 65_536).toString(16).padStart(4, '0');
}

function writeEvent(host: ApiHost, recorder: EventRecorder, event: HeldEvent): void {
  const { object, report, lastTimestamp } = event;
  const { count, name } = report.known;
  const key = keyOf(object.metadata.namespace ?? 'default', name);
  const stored = getObject(host.store, 'events', key) as Event | undefined; // the resource says the type
  if (!stored && isTerminatingNamespace(host, object.metadata.namespace ?? 'default')) return; // the API server refuses it
  const written = stored
    ? updateObject(host, 'events', { ...stored, count, lastTimestamp, message: report.message })
    : createObject(host, 'events', newEvent(host, recorder, event));
  leaseEvent(host, written);
}

function newEvent(host: ApiHost, recorder: EventRecorder, { object, report, lastTimestamp }: HeldEvent): Event {
  const { type, reason, message, known } = report;
  const namespace = object.metadata.namespace ?? 'default';
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: known.name, namespace, uid: known.name, creationTimestamp: timestampOf(host) },
    involvedObject: referenceTo(object, report.fieldPath),
    reason,
    message,
    source: { component: 'kubelet', host: recorder.node },
    firstTimestamp: known.firstTimestamp,
    lastTimestamp,
    count: known.count,
    type,
    eventTime: null,
    reportingComponent: 'kubelet',
    reportingInstance: recorder.node,
  };
}

function referenceTo({ kind, apiVersion, metadata }: KubeObject, fieldPath: string | undefined): ObjectReference {
  const { name, namespace, uid, resourceVersion } = metadata;
  return {
    kind,
    apiVersion,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}
