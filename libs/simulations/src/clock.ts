/** How the virtual clock of a simulation follows the wall clock: not at all, or at a rate from an anchor on. */
import type { Instant } from '#kernel';

/** A `paused` clock and a `virtual` one both move only when told to; `virtual` says that this is meant. */
export type ClockMode = 'paused' | 'virtual' | 'real-time';

export const clockModes = ['paused', 'virtual', 'real-time'] as const satisfies readonly ClockMode[];

export type Clock =
  | { readonly mode: 'paused' | 'virtual' }
  | {
      readonly mode: 'real-time';
      /** Virtual milliseconds per millisecond of wall time. */
      readonly rate: number;
      /** At this wall time the virtual clock stood at `instant`. */
      readonly wallTime: number;
      readonly instant: Instant;
    };

/** Wall time and the virtual instant that belongs to it. */
export interface Anchor {
  readonly wallTime: number;
  readonly instant: Instant;
}

export const MIN_RATE = 0.01;
export const MAX_RATE = 10_000;

export const stoppedClock = (mode: 'paused' | 'virtual' = 'paused'): Clock => ({ mode });

export const runningClock = (rate: number, { wallTime, instant }: Anchor): Clock => ({
  mode: 'real-time',
  rate,
  wallTime,
  instant,
});

/** Where a running clock stands; `undefined` for one that does not run. */
export function instantAt(clock: Clock, wallTime: number): Instant | undefined {
  if (clock.mode !== 'real-time') return undefined;
  return clock.instant + Math.max(0, Math.floor((wallTime - clock.wallTime) * clock.rate));
}

/** When a running clock will reach an instant; `undefined` for one that does not run. */
export function wallTimeOf(clock: Clock, instant: Instant): number | undefined {
  if (clock.mode !== 'real-time') return undefined;
  return clock.wallTime + (instant - clock.instant) / clock.rate;
}

/** The same clock, going on from another point. */
export function reanchored(clock: Clock, anchor: Anchor): Clock {
  return clock.mode === 'real-time' ? runningClock(clock.rate, anchor) : clock;
}
