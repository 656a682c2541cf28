/** The kernel of a simulation: clock, agenda, random streams and timeline, and the one way to plan something. */
import { addEntry, createAgenda, type Agenda } from './agenda.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import type { Instant, Millis } from './time.ts';

/** Plain data; every simulation state extends it. */
export interface Kernel {
  readonly seed: string;
  /** Unix time in milliseconds of instant 0. */
  readonly epoch: number;
  now: Instant;
  /** Agenda entries handled so far. */
  steps: number;
  readonly agenda: Agenda;
  readonly timeline: Timeline;
  /** Timeline entries that led to what is being done now. */
  causes: readonly number[];
  /** A running hash over every random draw: two runs that agree in it drew the same numbers. */
  drawHash: number;
}

export interface KernelOptions {
  readonly seed: string;
  readonly epoch: number;
  readonly timelineLimit: number;
}

export function createKernel(options: KernelOptions): Kernel {
  return {
    seed: options.seed,
    epoch: options.epoch,
    now: 0,
    steps: 0,
    agenda: createAgenda(),
    timeline: createTimeline(options.timelineLimit),
    causes: [],
    drawHash: 0,
  };
}

/** What a planned entry is for. */
export interface Address {
  readonly owner: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** Plans an entry `delay` from now, caused by what is being done now. Returns its serial. */
export function plan(kernel: Kernel, delay: Millis, to: Address): number {
  return planAt(kernel, kernel.now + delay, to);
}

/** Plans an entry at an instant, which must not lie in the past. */
export function planAt(kernel: Kernel, at: Instant, to: Address): number {
  const { owner, kind, payload } = to;
  return addEntry(kernel.agenda, { at, owner, kind, payload, causes: kernel.causes });
}
