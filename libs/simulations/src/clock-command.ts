/** Clock commands: what can be done to the clock of a simulation. */
import type { Millis } from '#kernel';
import type { Condition } from '#cluster';
import { reanchored, runningClock, stoppedClock } from './clock.ts';
import type { LiveSimulation } from './live-simulation.ts';
import { advanceTo, moveUntil, stepThrough, type Mover } from './slices.ts';

export type ClockCommand =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume'; readonly rate: number }
  | { readonly kind: 'advance'; readonly by: Millis }
  | { readonly kind: 'step'; readonly count: number }
  | { readonly kind: 'until'; readonly condition: Condition; readonly within: Millis };

/** What a command answers besides the state of the clock. */
export interface ClockOutcome {
  /** Of `until`: whether the condition holds. */
  readonly met?: boolean;
  /** Of `step`: how many entries were handled. */
  readonly stepped?: number;
}

type Handler<K extends ClockCommand['kind']> = (
  mover: Mover,
  live: LiveSimulation,
  command: Extract<ClockCommand, { kind: K }>,
) => ClockOutcome | Promise<ClockOutcome>;

const handlers: { readonly [K in ClockCommand['kind']]: Handler<K> } = {
  pause: (_mover, live) => {
    live.clock = stoppedClock();
    return {};
  },
  resume: ({ wall }, live, { rate }) => {
    live.clock = runningClock(rate, { wallTime: wall.now(), instant: live.simulation.now });
    return {};
  },
  advance: async (mover, live, { by }) => {
    await advanceTo(mover, live, live.simulation.now + by);
    return {};
  },
  step: async (mover, live, { count }) => ({ stepped: await stepThrough(mover, live, count) }),
  until: async (mover, live, { condition, within }) => ({
    met: await moveUntil(mover, live, { condition, until: live.simulation.now + within }),
  }),
};

/** Carries a command out, on a simulation that stands at "now". A running clock goes on running from where that led. */
export async function moveClock(mover: Mover, live: LiveSimulation, command: ClockCommand): Promise<ClockOutcome> {
  const handler = handlers[command.kind] as Handler<ClockCommand['kind']>; // the kind pairs handler and command
  const outcome = await handler(mover, live, command);
  live.clock = reanchored(live.clock, { wallTime: mover.wall.now(), instant: live.simulation.now });
  return outcome;
}
