/** A simulation in memory: its data, its clock, and those who want to hear when its timeline grows. */
import { randomUUID } from 'node:crypto';
import { Subject } from 'rxjs';
import { headOf, nextEntry, type Instant } from '#kernel';
import { formatTime } from '#kube-api';
import type { Failure, Simulation } from '#cluster';
import { instantAt, type Clock, type ClockMode } from './clock.ts';
import { Turns } from './turns.ts';

/** The simulation that is there from the start. */
export const DEFAULT_SIMULATION = 'default';

/** The only branch of a timeline so far; part of every position that a client may come back to. */
export const BRANCH = 'main';

export interface LiveSimulation {
  /** Who knows it may use the simulation. */
  readonly id: string;
  readonly name: string;
  /** Counts the simulations of the server: its place in lists. */
  readonly serial: number;
  /** RFC 3339 wall time. */
  readonly createdAt: string;
  readonly simulation: Simulation;
  clock: Clock;
  /** Emits when the timeline has grown, the clock was moved or the simulation has stopped; completes when the simulation is deleted. */
  readonly changes: Subject<void>;
  readonly turns: Turns;
  /** Head of the timeline at the last emission. */
  announced: number;
  isDeleted: boolean;
}

export interface Naming {
  readonly id?: string;
  readonly name: string;
  readonly serial: number;
  readonly createdAt: string;
}

/** An id that cannot be guessed: 122 random bits. */
const newId = (): string => randomUUID().replaceAll('-', '');

export function createLive(
  simulation: Simulation,
  clock: Clock,
  { id = newId(), name, serial, createdAt }: Naming,
): LiveSimulation {
  return {
    id,
    name,
    serial,
    createdAt,
    simulation,
    clock,
    changes: new Subject(),
    turns: new Turns(),
    announced: headOf(simulation.timeline),
    isDeleted: false,
  };
}

/** Tells the watchers, when there is something new to see. */
export function announce(live: LiveSimulation): void {
  const head = headOf(live.simulation.timeline);
  if (head === live.announced) return;
  live.announced = head;
  live.changes.next();
}

/** Where the clock of a simulation stands, and how it moves. */
export interface ClockState {
  readonly mode: ClockMode;
  /** Virtual time per wall time; while the clock runs. */
  readonly rate?: number;
  /** Virtual milliseconds since the start. */
  readonly now: Instant;
  /** The same as an RFC 3339 time. */
  readonly time: string;
  /** Agenda entries handled so far. */
  readonly steps: number;
  /** Sequence number of the newest timeline entry. */
  readonly head: number;
  /** Virtual milliseconds of the next agenda entry; absent when nothing is to come. */
  readonly next?: Instant;
  readonly failure?: Failure;
}

export function clockState({ simulation, clock }: LiveSimulation, wallTime: number): ClockState {
  const { failure, agenda, steps, timeline, epoch } = simulation;
  const now = Math.max(simulation.now, (failure ? undefined : instantAt(clock, wallTime)) ?? 0);
  const next = nextEntry(agenda);
  return {
    mode: clock.mode,
    ...(clock.mode === 'real-time' && { rate: clock.rate }),
    now,
    time: formatTime(epoch + now),
    steps,
    head: headOf(timeline),
    ...(next && { next: next.at }),
    ...(failure && { failure }),
  };
}
