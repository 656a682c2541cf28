/** A bare agenda loop beside the engine: as many entries, nothing else done with them. */
import { addEntry, createAgenda, takeEntry } from '#kernel';

/** Seconds that `entries` entries take with `pending` of them in the agenda at all times. */
export function runBareAgenda(entries: number, pending: number): number {
  const agenda = createAgenda();
  const add = (at: number): number =>
    addEntry(agenda, { at, owner: 'bare', kind: 'entry', payload: undefined, causes: [] });
  for (let index = 0; index < pending; index++) add((index * 7919) % 60_000);
  const begin = performance.now();
  for (let index = 0; index < entries; index++) {
    const entry = takeEntry(agenda);
    add((entry?.at ?? 0) + ((index * 104_729) % 10_000));
  }
  return (performance.now() - begin) / 1000;
}
