/** What topology spread constraints count: matching pods by domain, over the nodes that take part. */
import { isTolerated, matchesLabelSelector, type Pod, type TopologySpreadConstraint } from '#kube-api';
import { admitsNode, labelOf } from '../node-selector.ts';
import type { NodeInfo } from '../node-info.ts';

/** A constraint with the two policies that say which nodes take part. */
export type Constraint = TopologySpreadConstraint & {
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
};

export function constraintsOf({ spec }: Pod, kind: Constraint['whenUnsatisfiable']): readonly Constraint[] {
  return spec.topologySpreadConstraints?.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === kind) ?? [];
}

/** The value that a node has for a topology key. */
export const domainOf = ({ node }: NodeInfo, key: string): string | undefined => labelOf(node.metadata.labels, key);

export function hasAllKeys(node: NodeInfo, constraints: readonly Constraint[]): boolean {
  return constraints.every(({ topologyKey }) => domainOf(node, topologyKey) !== undefined);
}

/** Node affinity of the pod is honoured by default, taints are not. */
export function takesPart(node: NodeInfo, pod: Pod, constraint: Constraint): boolean {
  if (constraint.nodeAffinityPolicy !== 'Ignore' && !admitsNode(pod.spec, node.node)) return false;
  return (
    constraint.nodeTaintsPolicy !== 'Honor' || node.barring.every((taint) => isTolerated(taint, pod.spec.tolerations))
  );
}

/** Pods on a node that the constraint counts: of the same namespace, matching, not terminating. */
export function countMatching(node: NodeInfo, pod: Pod, { labelSelector }: Constraint): number {
  let count = 0;
  for (const { pod: other } of node.pods.values())
    if (isCounted(other, pod) && matchesLabelSelector(labelSelector, other.metadata.labels)) count++;
  return count;
}

const isCounted = ({ metadata }: Pod, pod: Pod): boolean =>
  metadata.namespace === pod.metadata.namespace && metadata.deletionTimestamp === undefined;

/** Matching pods by domain of one constraint; a domain without any counts 0. */
export function countDomains(nodes: readonly NodeInfo[], pod: Pod, constraint: Constraint): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const domain = domainOf(node, constraint.topologyKey);
    if (domain === undefined || !takesPart(node, pod, constraint)) continue;
    counts.set(domain, (counts.get(domain) ?? 0) + countMatching(node, pod, constraint));
  }
  return counts;
}
