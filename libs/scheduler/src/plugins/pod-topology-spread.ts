/** PodTopologySpread: keeps the numbers of matching pods in the domains of a topology close to each other. */
import { matchesLabelSelector, type Pod } from '#kube-api';
import type { NodeInfo } from '../node-info.ts';
import { MAX_SCORE } from '../normalize.ts';
import { always, rejection, type Cycle, type FilterPlugin, type NodeFilter, type ScorePlugin } from '../plugin.ts';
import type { QueuedPod } from '../scheduling-queue.ts';
import {
  constraintsOf,
  countDomains,
  countMatching,
  domainOf,
  hasAllKeys,
  type Constraint,
} from './topology-spread.ts';

const NAME = 'PodTopologySpread';
const SKEWED = rejection(NAME, "node(s) didn't match pod topology spread constraints", 'resolvable');
const NO_LABEL = rejection(
  NAME,
  "node(s) didn't match pod topology spread constraints (missing required label)",
  'unresolvable',
);
const HOSTNAME = 'kubernetes.io/hostname';
/** The raw score of a node that lacks a topology key. */
const OUT_OF_COUNT = -1;

const concerns = ({ pod }: QueuedPod, other: Pod): boolean =>
  pod.metadata.namespace === other.metadata.namespace &&
  constraintsOf(pod, 'DoNotSchedule').some(({ labelSelector }) =>
    matchesLabelSelector(labelSelector, other.metadata.labels),
  );

/** @source kube-scheduler v1.37 plugins/podtopologyspread: filtering.go */
export const podTopologySpreadFilter: FilterPlugin = {
  name: NAME,
  prepare(cycle) {
    const constraints = constraintsOf(cycle.pod, 'DoNotSchedule');
    return constraints.length === 0 ? undefined : { filter: spreadFilter(cycle, constraints) };
  },
  wokenBy: {
    NodeAdd: always,
    NodeDelete: always,
    NodeLabel: always,
    NodeTaint: always,
    AssignedPodAdd: (waiting, { pod }) => concerns(waiting, pod),
    AssignedPodDelete: (waiting, { pod }) => concerns(waiting, pod),
    AssignedPodLabel: (waiting, { pod, before }) => concerns(waiting, pod) !== concerns(waiting, before),
    PodUpdate: always,
  },
};

function spreadFilter({ host, pod }: Cycle, constraints: readonly Constraint[]): NodeFilter {
  const complete = host.scheduler.nodes.filter((node) => hasAllKeys(node, constraints));
  const checks = constraints.map((constraint) => skewCheck(complete, pod, constraint));
  return (node) => {
    if (!hasAllKeys(node, constraints)) return NO_LABEL;
    return checks.every((isWithinSkew) => isWithinSkew(node)) ? undefined : SKEWED;
  };
}

function skewCheck(nodes: readonly NodeInfo[], pod: Pod, constraint: Constraint): (node: NodeInfo) => boolean {
  const counts = countDomains(nodes, pod, constraint);
  const { minDomains = 1, maxSkew, topologyKey } = constraint;
  const minimum = counts.size < minDomains ? 0 : Math.min(...counts.values());
  const self = matchesLabelSelector(constraint.labelSelector, pod.metadata.labels) ? 1 : 0;
  return (node) => (counts.get(domainOf(node, topologyKey) ?? '') ?? 0) + self - minimum <= maxSkew;
}

/**
 * Fewer matching pods in the node's domains are better.
 * @source kube-scheduler v1.37 plugins/podtopologyspread: scoring.go
 * @divergence pods without constraints of their own get no default ones from their Service or ReplicaSet
 */
export const podTopologySpreadScore: ScorePlugin = {
  name: NAME,
  weight: 2,
  prepare({ host, pod }, feasible) {
    const constraints = constraintsOf(pod, 'ScheduleAnyway');
    if (constraints.length === 0) return undefined;
    const counted = feasible.filter((node) => hasAllKeys(node, constraints));
    const all = host.scheduler.nodes.filter((node) => hasAllKeys(node, constraints));
    const parts = constraints.map((constraint) => scorePart({ all, counted }, pod, constraint));
    return (node) =>
      hasAllKeys(node, constraints) ? Math.round(parts.reduce((sum, part) => sum + part(node), 0)) : OUT_OF_COUNT;
  },
  normalize(scores) {
    const counted = scores.filter((score) => score !== OUT_OF_COUNT);
    const [max, min] = [Math.max(...counted), Math.min(...counted)];
    for (const [i, score] of scores.entries()) scores[i] = score === OUT_OF_COUNT ? 0 : inverse(score, min, max);
  },
};

const inverse = (score: number, min: number, max: number): number =>
  max === 0 ? MAX_SCORE : Math.trunc((MAX_SCORE * (max + min - score)) / max);

interface ScoredNodes {
  readonly all: readonly NodeInfo[];
  readonly counted: readonly NodeInfo[];
}

/** Domains weigh more the more of them there are, so that zones and hosts balance. */
function scorePart({ all, counted }: ScoredNodes, pod: Pod, constraint: Constraint): (node: NodeInfo) => number {
  const { topologyKey, maxSkew } = constraint;
  if (topologyKey === HOSTNAME) {
    const weight = Math.log(counted.length + 2);
    return (node) => countMatching(node, pod, constraint) * weight + maxSkew - 1;
  }
  const weight = Math.log(new Set(counted.map((node) => domainOf(node, topologyKey))).size + 2);
  const counts = countDomains(all, pod, constraint);
  return (node) => (counts.get(domainOf(node, topologyKey) ?? '') ?? 0) * weight + maxSkew - 1;
}
