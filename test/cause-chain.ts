/** From an entry of a timeline back to what it comes from. */
import type { Simulation } from '#cluster';
import type { TimelineEntry } from '#kernel';
import { timelineText } from './timeline-text.ts';

type Told = Pick<Simulation, 'timeline'>;

/** The entry and everything that led to it, oldest first; what the timeline has forgotten is left out. */
export function ancestorsOf({ timeline }: Told, seq: number): readonly TimelineEntry[] {
  const found = new Map<number, TimelineEntry>();
  const open = [seq];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = timeline.entries[next - timeline.base - 1];
    if (!entry || found.has(next)) continue;
    found.set(next, entry);
    open.push(...entry.causes);
  }
  return [...found.values()].toSorted((a, b) => a.seq - b.seq);
}

/** The chain of the last entry that `which` accepts, a line per entry, the oldest first. */
export function chainText(told: Told, which: (entry: TimelineEntry) => boolean): string {
  const entry = told.timeline.entries.findLast(which);
  if (!entry) throw new Error('no such entry');
  const entries = [...ancestorsOf(told, entry.seq)];
  const timeline = { entries, base: 0, limit: entries.length };
  return timelineText({ timeline }, 'commands', 'pod', 'nodes', 'calls', 'signals', 'requests', 'results', 'events');
}
