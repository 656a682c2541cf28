/** Which nodes a pod's node selector and node affinity mean. */
import { matchesExpressions, type Labels, type Node, type NodeSelectorTerm, type PodSpec } from '#kube-api';

/** The value of a label; undefined when it is not there. */
export function labelOf(labels: Labels, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** True when `spec.nodeSelector` and the required node affinity admit the node. */
export function admitsNode({ nodeSelector, affinity }: PodSpec, node: Node): boolean {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (nodeSelector && !hasLabels(node, nodeSelector)) return false;
  return !required || required.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

function hasLabels({ metadata }: Node, wanted: Readonly<Record<string, string>>): boolean {
  return Object.keys(wanted).every((key) => labelOf(metadata.labels, key) === wanted[key]);
}

/** A term without any requirement matches no node. */
export function matchesTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  { metadata }: Node,
): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const fields = { 'metadata.name': metadata.name };
  return matchesExpressions(matchExpressions, metadata.labels) && matchesExpressions(matchFields, fields);
}
