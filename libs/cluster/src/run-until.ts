/** Running until a condition holds, within a bound of virtual time. */
import { headOf, nextEntry, type Instant } from '#kernel';
import type { Cluster } from './cluster.ts';
import { holds, type Condition } from './condition.ts';
import type { Simulation } from './simulation.ts';

export type UntilResult = 'met' | 'passed' | 'out-of-steps';

/**
 * Steps until `condition` holds (`met`; the clock stands at that instant) or `until` has passed without it (`passed`), at most `budget`
 * entries (`out-of-steps`: call again).
 */
export function runUntil(
  cluster: Cluster,
  simulation: Simulation,
  goal: { condition: Condition; until: Instant; budget?: number },
): UntilResult {
  const { condition, until, budget = Infinity } = goal;
  if (holds(simulation, condition)) return 'met';
  let seen = headOf(simulation.timeline);
  for (let steps = 0; steps < budget; steps++) {
    const next = nextEntry(simulation.agenda);
    if (!next || next.at > until) {
      cluster.advance(simulation, until);
      return 'passed';
    }
    cluster.step(simulation);
    const head = headOf(simulation.timeline);
    if (head === seen) continue; // nothing happened that a condition could see
    seen = head;
    if (holds(simulation, condition)) return 'met';
  }
  return 'out-of-steps';
}
