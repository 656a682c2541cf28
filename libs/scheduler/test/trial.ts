/** One pod against the nodes of a cluster, without queue and binding: what each node answers and scores. */
import type { Pod } from '#kube-api';
import { DEFAULT_PLUGINS, type Cycle, type FilterPlugin, type ScorePlugin } from '#scheduler';
import { prepareFilters, refuse } from '../src/filter-nodes.ts';
import { podRequest } from '../src/pod-request.ts';
import { totalScores } from '../src/score-nodes.ts';
import { run, type Cluster } from './cluster.ts';

export function cycleOf(cluster: Cluster, pod: Pod): Cycle {
  run(cluster, 10);
  return { host: cluster.host, pod, request: podRequest(pod) };
}

/** By node `fits`, or the reasons; ` (final)` behind them where preemption cannot help. */
export function answers(
  cluster: Cluster,
  pod: Pod,
  filters: readonly FilterPlugin[] = DEFAULT_PLUGINS.filters,
): Record<string, string> {
  const cycle = cycleOf(cluster, pod);
  const prepared = prepareFilters(cycle, filters);
  const result: Record<string, string> = {};
  for (const node of cluster.host.scheduler.nodes) {
    const refused = prepared.rejection ?? refuse(cycle, prepared, node);
    result[node.name] = refused ? refused.reasons.join(', ') + (refused.unresolvable ? ' (final)' : '') : 'fits';
  }
  return result;
}

/** Normalised scores of one plugin by node, without its weight; all 0 when the plugin has nothing to say. */
export function scores(cluster: Cluster, pod: Pod, plugin: ScorePlugin): Record<string, number> {
  const cycle = cycleOf(cluster, pod);
  const { nodes } = cluster.host.scheduler;
  const totals = totalScores(cycle, [{ ...plugin, weight: 1 }], nodes);
  return Object.fromEntries(nodes.map(({ name }, i) => [name, totals[i] ?? 0]));
}
