/** The timeline: everything that happened, in order, each entry with its causes. Watches, streams and explanations read it. */
import type { Kernel } from './kernel.ts';
import type { Instant } from './time.ts';

/** One happening. `seq` counts from 1 without gaps; `at` is virtual milliseconds. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: Instant;
  /** `pod.added`, `event.modified`, `runtime.StartContainer`, `process.exit`, `probe.result`, `command`, ... */
  readonly type: string;
  /** What it is about: `pod/<namespace>/<name>`, with `/<container>` behind it for a container; `node/<name>`. */
  readonly subject: string;
  readonly causes: readonly number[];
  readonly data: unknown;
}

/** The kept part: `entries[0].seq === base + 1`; at least the newest `limit` entries are kept. */
export interface Timeline {
  entries: TimelineEntry[];
  base: number;
  limit: number;
}

export function createTimeline(limit: number): Timeline {
  return { entries: [], base: 0, limit };
}

/** The sequence number of the newest entry; 0 when nothing has happened. */
export function headOf(timeline: Timeline): number {
  return timeline.base + timeline.entries.length;
}

/**
 * Appends an entry that the current causes led to, and makes it the cause of what follows in the same step. Returns its
 * sequence number.
 */
export function record(kernel: Kernel, type: string, subject: string, data: unknown): number {
  const { timeline } = kernel;
  const seq = headOf(timeline) + 1;
  timeline.entries.push({ seq, at: kernel.now, type, subject, causes: kernel.causes, data });
  kernel.causes = [seq];
  if (timeline.entries.length > 2 * timeline.limit) forgetOldest(timeline);
  return seq;
}

function forgetOldest(timeline: Timeline): void {
  const drop = timeline.entries.length - timeline.limit;
  timeline.base += drop;
  timeline.entries = timeline.entries.slice(drop);
}

/** Entries with a sequence number above `after`, at most `limit`, oldest first. */
export function entriesAfter(timeline: Timeline, after: number, limit: number = Infinity): readonly TimelineEntry[] {
  const from = Math.max(0, after - timeline.base);
  return timeline.entries.slice(from, from + limit);
}
