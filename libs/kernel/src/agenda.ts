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
 * newest one taken.
 */
export interface Agenda {
  readonly heap: AgendaEntry[];
  nextSerial: number;
  takenAt: Instant;
}

const ARITY = 4;

export function createAgenda(): Agenda {
  return { heap: [], nextSerial: 1, takenAt: 0 };
}

const isBefore = (a: AgendaEntry, b: AgendaEntry): boolean => a.at < b.at || (a.at === b.at && a.serial < b.serial);

/** Adds an entry and returns its serial. Refuses the past and fractions of a millisecond. */
export function addEntry(agenda: Agenda, entry: Omit<AgendaEntry, 'serial'>): number {
  const { at, owner, kind, payload, causes } = entry;
  invariant(Number.isInteger(at), 'entry not at a whole millisecond:', owner, kind, at);
  invariant(at >= agenda.takenAt, 'entry in the past:', owner, kind, at);
  const serial = agenda.nextSerial++;
  siftUp(agenda.heap, { at, serial, owner, kind, payload, causes }, agenda.heap.length);
  return serial;
}

/** The entry that comes next, which stays in the agenda. */
export function nextEntry(agenda: Agenda): AgendaEntry | undefined {
  return agenda.heap[0];
}

/** Takes the next entry out. */
export function takeEntry(agenda: Agenda): AgendaEntry | undefined {
  const { heap } = agenda;
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined) return undefined;
  invariant(first.at >= agenda.takenAt, 'agenda out of order at', first.at);
  agenda.takenAt = first.at;
  if (heap.length > 0) siftDown(heap, last);
  return first;
}

function siftUp(heap: AgendaEntry[], entry: AgendaEntry, from: number): void {
  let hole = from;
  while (hole > 0) {
    const up = (hole - 1) >> 2;
    const parent = heap[up] as AgendaEntry; // within bounds: up < hole <= length
    if (!isBefore(entry, parent)) break;
    heap[hole] = parent;
    hole = up;
  }
  heap[hole] = entry;
}

function siftDown(heap: AgendaEntry[], entry: AgendaEntry): void {
  const size = heap.length;
  let hole = 0;
  for (;;) {
    const least = leastChild(heap, hole, size);
    if (least < 0) break;
    const child = heap[least] as AgendaEntry; // within bounds: least < size
    if (!isBefore(child, entry)) break;
    heap[hole] = child;
    hole = least;
  }
  heap[hole] = entry;
}

function leastChild(heap: readonly AgendaEntry[], hole: number, size: number): number {
  const first = hole * ARITY + 1;
  if (first >= size) return -1;
  let least = first;
  const end = Math.min(first + ARITY, size);
  for (let i = first + 1; i < end; i++) {
    if (isBefore(heap[i] as AgendaEntry, heap[least] as AgendaEntry)) least = i; // within bounds: i < size
  }
  return least;
}
