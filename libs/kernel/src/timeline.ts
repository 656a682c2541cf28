/** The timeline: everything that happened, in order, each entry with its causes. Watches, streams and explanations read it. */
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

/** Entries with a sequence number above `after`, at most `limit`, oldest first. */
export function entriesAfter(timeline: Timeline, after: number, limit: number = Infinity): readonly TimelineEntry[] {
  const from = Math.max(0, after - timeline.base);
  return timeline.entries.slice(from, from + limit);
}
