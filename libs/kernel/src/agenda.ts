/** The agenda: future entries of a simulation, ordered by time and, at equal times, by serial number. */
import { invariant } from './invariant.ts';
import type { Instant } from './time.ts';

/** One future entry, plain data: at `at`, the component `owner` handles `kind` with `payload`. */
export interface AgendaEntry {
  readonly at: Instant;
  readonly serial: number;
  readonly owner: string;
  readonly kind: string;
  readonly payload: unknown;
  /** Sequence numbers of the timeline entries that led to this one. */
  readonly causes: readonly number[];
}

/**
 * A 4-ary heap by (at, serial) of plain numbers, side by side: sifting moves no references, which an old heap would have to be
 * noted for, and looks at no entries all over the memory. Invariants: (1) `times`, `serials` and `places` have equal lengths;
 * (2) `entries[places[i]]` has the time and serial that stand at `i`; (3) serials are unique and grow; (4) no entry lies before
 * the newest one taken; (5) `free` are the places of `entries` that hold `null`; (6) `due` are the places of entries added for
 * the very instant of the newest one taken, oldest first from `dueAt` on: a third of all, which need no heap.
 */
export interface Agenda {
  readonly times: Instant[];
  readonly serials: number[];
  readonly places: number[];
  readonly entries: (AgendaEntry | null)[];
  readonly free: number[];
  readonly due: number[];
  dueAt: number;
  nextSerial: number;
  takenAt: Instant;
}

const ARITY = 4;

export function createAgenda(): Agenda {
  return { times: [], serials: [], places: [], entries: [], free: [], due: [], dueAt: 0, nextSerial: 1, takenAt: -1 };
}

/** Adds an entry and returns its serial. Refuses the past and fractions of a millisecond. */
export function addEntry(agenda: Agenda, entry: Omit<AgendaEntry, 'serial'>): number {
  const { at, owner, kind, payload, causes } = entry;
  invariant(Number.isInteger(at), 'entry not at a whole millisecond:', owner, kind, at);
  invariant(at >= agenda.takenAt, 'entry in the past:', owner, kind, at);
  const serial = agenda.nextSerial++;
  const place = agenda.free.pop() ?? agenda.entries.length;
  agenda.entries[place] = { at, serial, owner, kind, payload, causes };
  if (at === agenda.takenAt) agenda.due.push(place);
  else siftUp(agenda, { at, serial, place });
  return serial;
}

/** The entry that comes next, which stays in the agenda. */
export function nextEntry(agenda: Agenda): AgendaEntry | undefined {
  const place = isDueNext(agenda) ? agenda.due[agenda.dueAt] : agenda.places[0];
  return place === undefined ? undefined : (agenda.entries[place] ?? undefined);
}

/** What was planned for this instant before it came goes first. */
const isDueNext = ({ due, dueAt, times, takenAt }: Agenda): boolean => dueAt < due.length && times[0] !== takenAt;

/** Takes the next entry out. */
export function takeEntry(agenda: Agenda): AgendaEntry | undefined {
  const place = isDueNext(agenda) ? takeDue(agenda) : takeTop(agenda);
  const entry = place === undefined ? undefined : agenda.entries[place];
  if (place === undefined || !entry) return undefined;
  invariant(entry.at >= agenda.takenAt, 'agenda out of order at', entry.at);
  agenda.takenAt = entry.at;
  agenda.entries[place] = null;
  agenda.free.push(place);
  return entry;
}

/** All entries, in no order that means anything. */
export const plannedEntries = ({ entries }: Agenda): readonly AgendaEntry[] =>
  entries.filter((entry) => entry !== null);

function takeDue(agenda: Agenda): number | undefined {
  const place = agenda.due[agenda.dueAt++];
  if (agenda.dueAt < agenda.due.length) return place;
  agenda.due.length = 0;
  agenda.dueAt = 0;
  return place;
}

function takeTop(agenda: Agenda): number | undefined {
  const [top] = agenda.places;
  const at = agenda.times.pop();
  const serial = agenda.serials.pop();
  const place = agenda.places.pop();
  if (at === undefined || serial === undefined || place === undefined) return undefined;
  if (agenda.times.length > 0) siftDown(agenda, { at, serial, place });
  return top;
}

type Heap = Pick<Agenda, 'times' | 'serials' | 'places'>;

interface Key {
  readonly at: Instant;
  readonly serial: number;
  readonly place: number;
}

function put({ times, serials, places }: Heap, hole: number, { at, serial, place }: Key): void {
  times[hole] = at;
  serials[hole] = serial;
  places[hole] = place;
}

function move({ times, serials, places }: Heap, from: number, hole: number): void {
  times[hole] = times[from] as Instant; // within bounds, as are the next two
  serials[hole] = serials[from] as number;
  places[hole] = places[from] as number;
}

function siftUp(heap: Heap, key: Key): void {
  const { times } = heap;
  let hole = times.length;
  while (hole > 0) {
    const up = (hole - 1) >> 2;
    if (key.at >= (times[up] as Instant)) break; // within bounds: up < hole <= length; a new serial is the highest
    move(heap, up, hole);
    hole = up;
  }
  put(heap, hole, key);
}

function siftDown(heap: Heap, key: Key): void {
  const { times, serials } = heap;
  let hole = 0;
  for (;;) {
    const least = leastChild(heap, hole);
    if (least < 0) break;
    const time = times[least] as Instant; // within bounds: least < length
    if (time > key.at || (time === key.at && (serials[least] as number) > key.serial)) break;
    move(heap, least, hole);
    hole = least;
  }
  put(heap, hole, key);
}

function leastChild({ times, serials }: Heap, hole: number): number {
  const first = hole * ARITY + 1;
  if (first >= times.length) return -1;
  const end = Math.min(first + ARITY, times.length);
  let least = first;
  let leastTime = times[first] as Instant; // within bounds, as every place below `end`
  for (let i = first + 1; i < end; i++) {
    const time = times[i] as Instant;
    if (time > leastTime || (time === leastTime && (serials[i] as number) > (serials[least] as number))) continue;
    least = i;
    leastTime = time;
  }
  return least;
}
