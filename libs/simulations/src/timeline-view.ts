/** The timeline as clients see it: which entries they ask for, and what an entry looks like on the wire. */
import { entriesAfter, headOf, type Instant, type Timeline, type TimelineEntry } from '#kernel';

/** One timeline entry. */
export interface EntryView {
  readonly seq: number;
  /** Virtual milliseconds. */
  readonly at: Instant;
  readonly type: string;
  readonly subject: string;
  /** Sequence numbers of the entries that led to this one. */
  readonly causes: readonly number[];
  /** For a write of an object: `{type, resource, object}`. */
  readonly data: unknown;
}

export interface TimelineFilter {
  /** Types, separated by commas; a `*` at the end stands for anything: `pod.*,event.added`. */
  readonly type?: string;
  /** `name` or `namespace/name`. */
  readonly pod?: string;
  readonly namespace?: string;
}

export type EntryTest = (entry: TimelineEntry) => boolean;

/** The filter as a test. */
export function testOf({ type, pod, namespace }: TimelineFilter): EntryTest {
  const tests: EntryTest[] = [];
  if (type !== undefined && type !== '') tests.push(typeTest(type));
  if (pod !== undefined && pod !== '') tests.push(podTest(pod));
  if (namespace !== undefined && namespace !== '') tests.push(({ subject }) => namespaceOf(subject) === namespace);
  return (entry) => tests.every((test) => test(entry));
}

function typeTest(types: string): EntryTest {
  const wanted = types.split(',').map((type) => type.trim());
  const exact = new Set(wanted.filter((type) => !type.endsWith('*')));
  const prefixes = wanted.filter((type) => type.endsWith('*')).map((type) => type.slice(0, -1));
  return ({ type }) => exact.has(type) || prefixes.some((prefix) => type.startsWith(prefix));
}

function podTest(pod: string): EntryTest {
  const [namespace, name] = pod.includes('/') ? pod.split('/', 2) : [undefined, pod];
  return ({ subject }) => {
    const [kind, itsNamespace, itsName] = subject.split('/', 3);
    return kind === 'pod' && itsName === name && (namespace === undefined || itsNamespace === namespace);
  };
}

function namespaceOf(subject: string): string | undefined {
  const [kind, first, second] = subject.split('/', 3);
  return kind === 'namespace' || second !== undefined ? first : undefined;
}

/** An entry without what only components need: the version before a write. */
export function viewEntry({ seq, at, type, subject, causes, data }: TimelineEntry): EntryView {
  return { seq, at, type, subject, causes, data: isWrite(data) ? viewWrite(data) : data };
}

interface Write {
  readonly type: unknown;
  readonly resource: unknown;
  readonly object: unknown;
}

const isWrite = (data: unknown): data is Write =>
  typeof data === 'object' && data !== null && 'resource' in data && 'object' in data && 'type' in data;

const viewWrite = ({ type, resource, object }: Write): Write => ({ type, resource, object });

export interface Page {
  readonly entries: readonly EntryView[];
  /** Sequence number of the last entry that was looked at: where to go on. */
  readonly next: number;
}

/** At most `limit` entries above `after` that pass, looking at no more than `looks` of them. */
export function readPage(
  timeline: Timeline,
  after: number,
  { test, limit, looks = Infinity }: { readonly test: EntryTest; readonly limit: number; readonly looks?: number },
): Page {
  const entries: EntryView[] = [];
  let next = Math.min(Math.max(after, timeline.base), headOf(timeline));
  for (const entry of entriesAfter(timeline, next, looks)) {
    next = entry.seq;
    if (test(entry)) entries.push(viewEntry(entry));
    if (entries.length >= limit) break;
  }
  return { entries, next };
}
