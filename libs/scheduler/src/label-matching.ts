/** Matching of labels: label selectors, node selectors and the requirements in both. */
import type { LabelSelector, Node, NodeSelectorTerm, PodSpec, SelectorRequirement } from '#kube-api';

export type Labels = Readonly<Record<string, string>> | undefined;

/** The value of a label; undefined when it is not there. */
export function labelOf(labels: Labels, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** No selector matches nothing, an empty one everything. */
export function matchesLabels(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!selector) return false;
  const { matchLabels, matchExpressions } = selector;
  return (
    matchesAll(matchLabels, labels) && (matchExpressions?.every((requirement) => meets(requirement, labels)) ?? true)
  );
}

function matchesAll(wanted: Labels, labels: Labels): boolean {
  return !wanted || Object.keys(wanted).every((key) => labelOf(labels, key) === wanted[key]);
}

function meets(requirement: SelectorRequirement, labels: Labels): boolean {
  return OPERATORS[requirement.operator](labelOf(labels, requirement.key), requirement.values ?? []);
}

const OPERATORS = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
  Gt: (value, values) => compare(value, values) > 0,
  Lt: (value, values) => compare(value, values) < 0,
} satisfies Record<SelectorRequirement['operator'], (value: string | undefined, values: readonly string[]) => boolean>;

/** The sign of a label's number minus the requirement's; NaN unless both are whole numbers. */
function compare(value: string | undefined, [limit]: readonly string[]): number {
  return isWhole(value) && isWhole(limit) ? Math.sign(Number(value) - Number(limit)) : Number.NaN;
}

const isWhole = (text: string | undefined): text is string => text !== undefined && /^[+-]?\d+$/.test(text);

/** True when `spec.nodeSelector` and the required node affinity admit the node. */
export function admitsNode({ nodeSelector, affinity }: PodSpec, node: Node): boolean {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!matchesAll(nodeSelector, node.metadata.labels)) return false;
  return !required || required.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

/** A term without any requirement matches no node. */
export function matchesTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const fields = { 'metadata.name': node.metadata.name };
  return (
    matchExpressions.every((requirement) => meets(requirement, node.metadata.labels)) &&
    matchFields.every((requirement) => meets(requirement, fields))
  );
}
