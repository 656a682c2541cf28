/** What a recorder remembers of the events of one object: to count equal ones, combine similar ones and drop too many. */
import { MINUTE, type Instant } from '#kernel';
import type { EventType } from '#kube-api';
import { timestampOf, type ApiHost } from './api-host.ts';
import { eventName } from './event-name.ts';

/** What an event says. */
export interface Report {
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  /** Absent for an event about the whole object. */
  readonly fieldPath?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An event that was reported, with the name that it is or will be stored under. */
export interface Counted {
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

/** Small, for there is one for every pod. */
export interface ObjectMemory {
  readonly counted: Map<string, Counted>;
  /** One per type and reason. */
  readonly aggregates: Aggregate[];
  readonly normal: Bucket;
  readonly warning: Bucket;
}

/** What to write of a report. */
export interface Correlated {
  readonly message: string;
  readonly known: Counted;
}

const AGGREGATE_AT = 10;
const AGGREGATE_WINDOW = 10 * MINUTE;
const BURST = 25;
const REFILL = 5 * MINUTE;

export const createObjectMemory = (now: Instant): ObjectMemory => ({
  counted: new Map(),
  aggregates: [],
  normal: { tokens: BURST, filledAt: now },
  warning: { tokens: BURST, filledAt: now },
});

/**
 * Counts a report about the object called `name`; undefined when it is one too many, which is counted all the same.
 * @source client-go v0.37 tools/record/events_cache.go
 */
export function correlate(
  host: ApiHost,
  memory: ObjectMemory,
  { name, report }: { readonly name: string; readonly report: Report },
): Correlated | undefined {
  const isAggregated = aggregate(host, memory, report);
  const message = isAggregated ? `(combined from similar events): ${report.message}` : report.message;
  const subject = isAggregated ? '' : `\n${report.fieldPath ?? ''}\n${report.message}`;
  const known = count(host, memory, { name, key: `${report.type}\n${report.reason}${subject}` });
  return takeToken(host, memory, report.type) ? { message, known } : undefined;
}

function count(
  host: ApiHost,
  { counted }: ObjectMemory,
  { name, key }: { readonly name: string; readonly key: string },
): Counted {
  let known = counted.get(key);
  if (known) known.count += 1;
  else counted.set(key, (known = { name: eventName(host, name), firstTimestamp: timestampOf(host), count: 1 }));
  return known;
}

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
