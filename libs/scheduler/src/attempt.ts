/** One scheduling attempt: from a pod to a node, or to the reasons why there is none. */
import { findNode } from './cluster-cache.ts';
import { filterNodes, prepareFilters, refuse, type FilteredNodes, type PreparedFilters } from './filter-nodes.ts';
import { fitError, NO_NODES, preFilterError } from './fit-error.ts';
import type { NodeInfo, PodRecord } from './node-info.ts';
import type { Cycle, SchedulerPlugins } from './plugin.ts';
import { notHelpful, preempt } from './preemption.ts';
import { pickNode } from './score-nodes.ts';

/** What happens to the pod's nomination. */
export type NominationChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'set'; readonly nodeName: string; readonly victims: readonly PodRecord[] };

export type Attempt =
  | { readonly kind: 'fits'; readonly node: NodeInfo }
  | {
      readonly kind: 'fails';
      readonly message: string;
      readonly rejectedBy: readonly string[];
      readonly nomination: NominationChange;
    };

/**
 * Filters, scores and picks; or says why not, and whom to preempt. Changes nothing but the place where the next search
 * starts.
 * @source kube-scheduler v1.37 pkg/scheduler: schedulePod, handleSchedulingFailure
 */
export function attempt(cycle: Cycle, plugins: SchedulerPlugins): Attempt {
  const { nodes } = cycle.host.scheduler;
  if (nodes.length === 0) return { kind: 'fails', message: NO_NODES, rejectedBy: [], nomination: { kind: 'keep' } };
  const prepared = prepareFilters(cycle, plugins.filters);
  if (prepared.rejection) return refusedAsAWhole(nodes.length, prepared.rejection);
  const nominated = nominatedNode(cycle, prepared);
  if (nominated) return { kind: 'fits', node: nominated };
  const filtered = filterNodes(cycle, prepared);
  const node = pickNode(cycle, plugins.scores, filtered.feasible);
  return node ? { kind: 'fits', node } : refusedByNodes(cycle, plugins, filtered);
}

/** The node that preemption made room on is tried first and alone. */
function nominatedNode(cycle: Cycle, prepared: PreparedFilters): NodeInfo | undefined {
  const name = cycle.pod.status?.nominatedNodeName;
  const node = name ? findNode(cycle.host.scheduler, name) : undefined;
  return node && !refuse(cycle, prepared, node) ? node : undefined;
}

function refusedAsAWhole(
  nodes: number,
  { plugin, reasons, afterwards }: NonNullable<PreparedFilters['rejection']>,
): Attempt {
  const message = preFilterError(nodes, reasons.join(', '), afterwards ?? notHelpful(nodes));
  return { kind: 'fails', message, rejectedBy: [plugin], nomination: { kind: 'clear' } };
}

function refusedByNodes(cycle: Cycle, plugins: SchedulerPlugins, filtered: FilteredNodes): Attempt {
  const rejectedBy = [...new Set(filtered.rejections.map(({ plugin }) => plugin))].sort();
  const found = preempt(cycle, plugins.filters, filtered);
  const reasons = filtered.rejections.map((rejection) => rejection.reasons);
  const message = fitError({ nodes: filtered.refused.length, reasons, afterwards: found.message });
  if (found.kind === 'preempt')
    return {
      kind: 'fails',
      message,
      rejectedBy,
      nomination: { kind: 'set', nodeName: found.nodeName, victims: found.victims },
    };
  return { kind: 'fails', message, rejectedBy, nomination: { kind: found.keepsNomination ? 'keep' : 'clear' } };
}
