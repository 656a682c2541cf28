/** Moving a simulation in slices: a bounded number of steps, then everybody else has a turn. */
import { InvariantError, type Instant } from '#kernel';
import { notFound } from '#kube-api';
import { runUntil, type Cluster, type Condition, type Simulation } from '#cluster';
import { announce, type LiveSimulation } from './live-simulation.ts';
import type { WallClock } from './wall-clock.ts';

/** Steps between two looks at what else is waiting; a few milliseconds of work. */
export const SLICE_STEPS = 500;

export interface Mover {
  readonly cluster: Cluster;
  readonly wall: WallClock;
}

/** Handles every entry up to `until` and sets the clock there. */
export async function advanceTo(mover: Mover, live: LiveSimulation, until: Instant): Promise<void> {
  await inSlices(mover, live, () => mover.cluster.advance(live.simulation, until, SLICE_STEPS).isReached);
}

/** Handles `count` entries at most; answers how many there were. */
export async function stepThrough(mover: Mover, live: LiveSimulation, count: number): Promise<number> {
  const before = live.simulation.steps;
  await inSlices(mover, live, () => {
    for (let i = 0; i < SLICE_STEPS && live.simulation.steps - before < count; i++)
      if (!mover.cluster.step(live.simulation)) return true;
    return live.simulation.steps - before >= count;
  });
  return live.simulation.steps - before;
}

/** Runs until the condition holds; false when `until` came first. */
export async function moveUntil(
  mover: Mover,
  live: LiveSimulation,
  goal: { readonly condition: Condition; readonly until: Instant },
): Promise<boolean> {
  let isMet = false;
  await inSlices(mover, live, () => {
    const result = runUntil(mover.cluster, live.simulation, { ...goal, budget: SLICE_STEPS });
    isMet = result === 'met';
    return result !== 'out-of-steps';
  });
  return isMet;
}

/** Repeats `slice` until it says that it is done. */
async function inSlices({ wall }: Mover, live: LiveSimulation, slice: () => boolean): Promise<void> {
  const instant = { now: live.simulation.now, steps: live.simulation.steps };
  while (!slice()) {
    refuseSpinning(live.simulation, instant);
    announce(live);
    await wall.breathe();
    if (live.isDeleted) throw notFound({ resource: 'simulations', name: live.id });
  }
}

/** A simulation whose entries plan more entries for the same instant would never move on: it is stopped as broken. */
function refuseSpinning(simulation: Simulation, instant: { now: Instant; steps: number }): void {
  const { now: at, steps: step, seed, settings } = simulation;
  if (at !== instant.now) Object.assign(instant, { now: at, steps: step });
  if (step - instant.steps <= settings.stepsPerInstantMax) return;
  const message = `more than ${settings.stepsPerInstantMax} steps at one instant`;
  simulation.failure = { message, seed, at, step };
  throw new InvariantError(message);
}
