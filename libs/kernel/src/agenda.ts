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
 * the newest one taken; (5) `free` are the places of `entries` that hold `null`.
 */
export interface Agenda {
  readonly times: Instant[];
  readonly serials: number[];
  readonly places: number[];
  readonly entries: (AgendaEntry | null)[];
  readonly free: number[];
  nextSerial: number;
  takenAt: Instant;
}

const ARITY = 4;

export function createAgenda(): Agenda {
  return { times: [], serials: [], places: [], entries: [], free: [], nextSerial: 1, takenAt: 0 };
}

/** Adds an entry and returns its serial. Refuses the past and fractions of a millisecond. */
export function addEntry(agenda: Agenda, entry: Omit<AgendaEntry, 'serial'>): number {
  const { at, owner, kind, payload, causes } = entry;
  invariant(Number.isInteger(at), 'entry not at a whole millisecond:', owner, kind, at);
  invariant(at >= agenda.takenAt, 'entry in the past:', owner, kind, at);
  const serial = agenda.nextSerial++;
  const place = agenda.free.pop() ?? agenda.entries.length;
  agenda.entries[place] = { at, serial, owner, kind, payload, causes };
  siftUp(agenda, { at, serial, place });
  return serial;
}

/** The entry that comes next, which stays in the agenda. */
export function nextEntry({ entries, places }: Agenda): AgendaEntry | undefined {
  const [place] = places;
  return place === undefined ? undefined : (entries[place] ?? undefined);
}

/** Takes the next entry out. */
export function takeEntry(agenda: Agenda): AgendaEntry | undefined {
  const first = nextEntry(agenda);
  if (first === undefined) return undefined;
  invariant(first.at >= agenda.takenAt, 'agenda out of order at', first.at);
  agenda.takenAt = first.at;
  const place = agenda.places[0] as number; // there is a first entry
  agenda.entries[place] = null;
  agenda.free.push(place);
  removeFirst(agenda);
  return first;
}

/** All entries, in no order that means anything. */
export const plannedEntries = ({ entries }: Agenda): readonly AgendaEntry[] =>
  entries.filter((entry) => entry !== null);

function removeFirst(agenda: Agenda): void {
  const at = agenda.times.pop();
  const serial = agenda.serials.pop();
  const place = agenda.places.pop();
  if (at === undefined || serial === undefined || place === undefined || agenda.times.length === 0) return;
  siftDown(agenda, { at, serial, place });
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
