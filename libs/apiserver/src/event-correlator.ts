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
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An event that was reported, with the name that it is or will be stored under. */
export interface Counted {
  readonly name: string;
  readonly firstTimestamp: string;
  /** What it says; absent for the one that combines similar events. */
  readonly message: string | undefined;
  readonly fieldPath: string | undefined;
  count: number;
}

/** What was said for one type and reason. */
interface Aggregate {
  readonly type: EventType;
  readonly reason: string;
  counted: readonly Counted[];
  /** The different messages of late. */
  messages: readonly string[];
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
  /** What the timeline entries of its events are about. */
  readonly subject: string;
  /** One per type and reason. */
  aggregates: readonly Aggregate[];
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

export const createObjectMemory = (now: Instant, subject: string): ObjectMemory => ({
  subject,
  aggregates: [],
  normal: { tokens: BURST, filledAt: now },
  warning: { tokens: BURST, filledAt: now },
});

/**
 * Counts a report about the object called `name`, or the part of it at `fieldPath`; undefined when it is one too many, which is counted all the same.
 * @source client-go v0.37 tools/record/events_cache.go
 */
export function correlate(
  host: ApiHost,
  memory: ObjectMemory,
  {
    name,
    fieldPath,
    report,
  }: { readonly name: string; readonly fieldPath?: string | undefined; readonly report: Report },
): Correlated | undefined {
  const aggregate = aggregateOf(host, memory, report);
  const isCombined = isOneOfMany(aggregate, report);
  const message = isCombined ? `(combined from similar events): ${report.message}` : report.message;
  const known = count(host, aggregate, { name, said: isCombined ? combined : { message: report.message, fieldPath } });
  return takeToken(host, memory, report.type) ? { message, known } : undefined;
}

type Said = Pick<Counted, 'message' | 'fieldPath'>;

const combined: Said = { message: undefined, fieldPath: undefined };

function count(
  host: ApiHost,
  aggregate: Aggregate,
  { name, said }: { readonly name: string; readonly said: Said },
): Counted {
  const { message, fieldPath } = said;
  const known = aggregate.counted.find((one) => one.message === message && one.fieldPath === fieldPath);
  if (known) known.count += 1;
  return (
    known ??
    countNew(aggregate, {
      name: eventName(host, name),
      firstTimestamp: timestampOf(host),
      message,
      fieldPath,
      count: 1,
    })
  );
}

function countNew(aggregate: Aggregate, counted: Counted): Counted {
  aggregate.counted = aggregate.counted.concat(counted);
  return counted;
}

/** True once so many different messages came for the reason that they are combined. */
function isOneOfMany(known: Aggregate, { message }: Report): boolean {
  if (!known.messages.includes(message)) known.messages = known.messages.concat(message);
  if (known.messages.length < AGGREGATE_AT) return false;
  known.messages = known.messages.slice(1);
  return true;
}

/** What was said of late for this type and reason; after a pause it begins anew. */
function aggregateOf(host: ApiHost, memory: ObjectMemory, { type, reason }: Report): Aggregate {
  const known = memory.aggregates.find((one) => one.reason === reason && one.type === type);
  if (!known) return addAggregate(memory, { type, reason, counted: [], messages: [], lastAt: host.now });
  if (host.now - known.lastAt > AGGREGATE_WINDOW) known.messages = [];
  known.lastAt = host.now;
  return known;
}

function addAggregate(memory: ObjectMemory, aggregate: Aggregate): Aggregate {
  memory.aggregates = memory.aggregates.concat(aggregate);
  return aggregate;
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
