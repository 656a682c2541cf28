/** Scoring: the best of the feasible nodes, a seeded choice among equals. */
import { draw } from '#kernel';
import type { NodeInfo } from './node-info.ts';
import type { Cycle, ScorePlugin } from './plugin.ts';

/** The node with the highest weighted total; one feasible node is taken without scoring. */
export function pickNode(
  cycle: Cycle,
  plugins: readonly ScorePlugin[],
  feasible: readonly NodeInfo[],
): NodeInfo | undefined {
  if (feasible.length <= 1) return feasible[0];
  const totals = totalScores(cycle, plugins, feasible);
  const best = indicesOfBest(totals);
  return feasible[
    (best.length === 1 ? best[0] : best[Math.floor(draw(cycle.host, cycle.host.scheduler.ties) * best.length)]) ?? 0
  ];
}

/** Weighted sums of the normalised scores, in the order of `feasible`. */
export function totalScores(cycle: Cycle, plugins: readonly ScorePlugin[], feasible: readonly NodeInfo[]): number[] {
  const totals = feasible.map(() => 0);
  const scores = feasible.map(() => 0);
  for (const plugin of plugins) {
    const scorer = plugin.prepare(cycle, feasible);
    if (!scorer) continue;
    for (let i = 0; i < feasible.length; i++) scores[i] = scorer(feasible[i] as NodeInfo); // within bounds
    plugin.normalize?.(scores);
    for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + plugin.weight * (scores[i] ?? 0);
  }
  return totals;
}

function indicesOfBest(totals: readonly number[]): number[] {
  let max = -Infinity;
  for (const total of totals) if (total > max) max = total;
  const best: number[] = [];
  for (let i = 0; i < totals.length; i++) if (totals[i] === max) best.push(i);
  return best;
}
