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
 * Invariants: (1) `heap` is a 4-ary heap by (at, serial); (2) serials are unique and grow; (3) no entry lies before the
 * newest one taken; (4) `times[i] === heap[i].at`.
 */
export interface Agenda {
  readonly heap: AgendaEntry[];
  /** Side by side, so that sifting looks at numbers and not at entries all over the memory. */
  readonly times: Instant[];
  nextSerial: number;
  takenAt: Instant;
}

const ARITY = 4;

export function createAgenda(): Agenda {
  return { heap: [], times: [], nextSerial: 1, takenAt: 0 };
}

/** Adds an entry and returns its serial. Refuses the past and fractions of a millisecond. */
export function addEntry(agenda: Agenda, entry: Omit<AgendaEntry, 'serial'>): number {
  const { at, owner, kind, payload, causes } = entry;
  invariant(Number.isInteger(at), 'entry not at a whole millisecond:', owner, kind, at);
  invariant(at >= agenda.takenAt, 'entry in the past:', owner, kind, at);
  const serial = agenda.nextSerial++;
  siftUp(agenda, { at, serial, owner, kind, payload, causes });
  return serial;
}

/** The entry that comes next, which stays in the agenda. */
export function nextEntry(agenda: Agenda): AgendaEntry | undefined {
  return agenda.heap[0];
}

/** Takes the next entry out. */
export function takeEntry(agenda: Agenda): AgendaEntry | undefined {
  const { heap, times } = agenda;
  const first = heap[0];
  const last = heap.pop();
  times.pop();
  if (first === undefined || last === undefined) return undefined;
  invariant(first.at >= agenda.takenAt, 'agenda out of order at', first.at);
  agenda.takenAt = first.at;
  if (heap.length > 0) siftDown(agenda, last);
  return first;
}

type Queue = Pick<Agenda, 'heap' | 'times'>;

function put({ heap, times }: Queue, place: number, entry: AgendaEntry): void {
  heap[place] = entry;
  times[place] = entry.at;
}

function siftUp(queue: Queue, entry: AgendaEntry): void {
  const { heap, times } = queue;
  let hole = heap.length;
  while (hole > 0) {
    const up = (hole - 1) >> 2;
    if (entry.at >= (times[up] as Instant)) break; // within bounds: up < hole <= length; a new serial is the highest
    put(queue, hole, heap[up] as AgendaEntry); // within bounds
    hole = up;
  }
  put(queue, hole, entry);
}

function siftDown(queue: Queue, entry: AgendaEntry): void {
  const { heap, times } = queue;
  let hole = 0;
  for (;;) {
    const least = leastChild(queue, hole);
    if (least < 0 || (times[least] as Instant) > entry.at) break;
    const child = heap[least] as AgendaEntry; // within bounds: least < length
    if (child.at === entry.at && child.serial > entry.serial) break;
    put(queue, hole, child);
    hole = least;
  }
  put(queue, hole, entry);
}

function leastChild({ heap, times }: Queue, hole: number): number {
  const first = hole * ARITY + 1;
  if (first >= heap.length) return -1;
  const end = Math.min(first + ARITY, heap.length);
  let least = first;
  let leastTime = times[first] as Instant; // within bounds, as every place below `end`
  for (let i = first + 1; i < end; i++) {
    const time = times[i] as Instant;
    if (time > leastTime || (time === leastTime && isOlder(heap, least, i))) continue;
    least = i;
    leastTime = time;
  }
  return least;
}

const isOlder = (heap: readonly AgendaEntry[], a: number, b: number): boolean =>
  (heap[a] as AgendaEntry).serial < (heap[b] as AgendaEntry).serial; // within bounds: checked by leastChild
