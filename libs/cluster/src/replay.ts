/** Replay: a simulation again, from its options and the commands that were applied to it. */
import type { Instant } from '#kernel';
import type { Cluster } from './cluster.ts';
import type { Command } from './command.ts';
import { createSimulation, type Simulation, type SimulationOptions } from './simulation.ts';

/** A command and the instant at which it was applied; instants never fall. */
export interface JournalEntry {
  readonly at: Instant;
  readonly command: Command;
}

/** The simulation as it was at `until`: the same in every entry, draw and object. */
export function replay(
  cluster: Cluster,
  options: SimulationOptions,
  past: { readonly journal: readonly JournalEntry[]; readonly until: Instant },
): Simulation {
  const simulation = createSimulation(options);
  for (const { at, command } of past.journal) {
    if (at > past.until) break;
    cluster.advance(simulation, at);
    cluster.apply(simulation, command);
  }
  cluster.advance(simulation, past.until);
  return simulation;
}
