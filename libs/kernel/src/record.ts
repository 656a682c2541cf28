/** Writing the timeline: what happens becomes an entry, and the cause of what follows in the same step. */
import type { Kernel } from './kernel.ts';
import { headOf, type Timeline } from './timeline.ts';

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
