/** What one server allows, so that a mistake is an answer and not an outage. */
import { HOUR, type Millis } from '#kernel';

export interface SimulationLimits {
  /** Simulations at a time. */
  readonly simulations: number;
  readonly nodes: number;
  /** Longest advance, or bound of an `until`, in one command. */
  readonly advance: Millis;
  /** Most entries of one `step`. */
  readonly steps: number;
}

export const defaultLimits: SimulationLimits = {
  simulations: 1000,
  nodes: 500,
  advance: 366 * 24 * HOUR,
  steps: 100_000,
};
