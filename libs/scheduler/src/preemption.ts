/** Preemption: which pods of lower priority would have to go so that a pod finds room. */
import { parseTime, type Pod } from '#kube-api';
import { findObject } from '#object-store';
import { findNode } from './cluster-cache.ts';
import { refuseAfresh, type FilteredNodes } from './filter-nodes.ts';
import { fitError } from './fit-error.ts';
import { addRecord, removeRecord, type NodeInfo, type PodRecord } from './node-info.ts';
import type { Cycle, FilterPlugin } from './plugin.ts';
import { chooseCandidate, type Candidate, type Victim } from './preemption-choice.ts';
import type { SchedulerHost } from './scheduler-state.ts';

/** What PostFilter found. */
export type PostFilterResult =
  | {
      readonly kind: 'preempt';
      readonly nodeName: string;
      readonly victims: readonly PodRecord[];
      readonly message: string;
    }
  /** `keepsNomination`: the pod still waits for the victims of an earlier preemption. */
  | { readonly kind: 'nothing'; readonly keepsNomination: boolean; readonly message: string };

const NOT_HELPFUL = ['Preemption is not helpful for scheduling'];
const NO_VICTIMS = ['No preemption victims found for incoming pod'];
const PREEMPTED = 'PreemptionByScheduler';
const FEWEST_CANDIDATES = 100;
const CANDIDATE_SHARE = 0.1;

/**
 * Looks for the least harmful set of victims.
 * @source kube-scheduler v1.37 pkg/scheduler/framework/preemption: Evaluator.Preempt
 * @divergence disruption budgets are not weighed; candidates are looked at in node order from the start
 */
export function preempt(cycle: Cycle, plugins: readonly FilterPlugin[], filtered: FilteredNodes): PostFilterResult {
  const obstacle = whyNotEligible(cycle, filtered);
  if (obstacle) return { kind: 'nothing', keepsNomination: obstacle.waits, message: `preemption: ${obstacle.text}` };
  const { candidates, reasons } = tryNodes(cycle, plugins, filtered);
  const chosen = chooseCandidate(candidates);
  if (!chosen)
    return { kind: 'nothing', keepsNomination: false, message: `preemption: ${noCandidate(cycle, reasons)}` };
  const { nodeName, victims } = chosen;
  const message = `preemption: found a potential placement for pod on node ${nodeName}, preempting ${victims.length} victims`;
  return { kind: 'preempt', nodeName, victims: victims.map(({ record }) => record), message };
}

/** What PostFilter says when no node could be helped by preemption. */
export function notHelpful(nodes: number): string {
  return `preemption: ${fitError({ nodes, reasons: Array.from({ length: nodes }, () => NOT_HELPFUL) })}`;
}

const noCandidate = ({ host }: Cycle, reasons: readonly (readonly string[])[]): string =>
  fitError({ nodes: host.scheduler.nodes.length, reasons });

function whyNotEligible(
  cycle: Cycle,
  filtered: FilteredNodes,
): { readonly text: string; readonly waits: boolean } | undefined {
  const { spec, status } = cycle.pod;
  if (spec.preemptionPolicy === 'Never') return { text: 'not eligible due to preemptionPolicy=Never.', waits: false };
  const nominated = status?.nominatedNodeName;
  if (nominated && isBeingCleared(cycle, filtered, nominated))
    return { text: 'not eligible due to a terminating pod on the nominated node.', waits: true };
  return undefined;
}

function isBeingCleared({ host, pod }: Cycle, { refused, rejections }: FilteredNodes, nodeName: string): boolean {
  if (rejections[refused.findIndex(({ name }) => name === nodeName)]?.unresolvable) return false;
  const records = [...(findNode(host.scheduler, nodeName)?.pods.values() ?? [])];
  return records.some(
    (record) => record.priority < priorityOf(pod) && isTerminatingVictim(newestVersion(host, record)),
  );
}

const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0;

const isTerminatingVictim = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined &&
  (status?.conditions?.some(({ type, reason }) => type === 'DisruptionTarget' && reason === PREEMPTED) ?? false);

/** The pod with its present status: records keep the version in which the spec last changed. */
function newestVersion({ store }: SchedulerHost, { pod }: PodRecord): Pod {
  return (findObject(store, 'pods', pod.metadata) as Pod | undefined) ?? pod; // pods holds Pods
}

interface Trials {
  readonly candidates: readonly Candidate[];
  /** The reasons of every node, tried or not. */
  readonly reasons: readonly (readonly string[])[];
}

function tryNodes(cycle: Cycle, plugins: readonly FilterPlugin[], { refused, rejections }: FilteredNodes): Trials {
  const enough = Math.max(FEWEST_CANDIDATES, Math.trunc(refused.length * CANDIDATE_SHARE));
  const candidates: Candidate[] = [];
  const reasons: (readonly string[])[] = [];
  for (const [i, node] of refused.entries()) {
    if (candidates.length >= enough) break;
    const outcome = rejections[i]?.unresolvable ? NOT_HELPFUL : tryNode(cycle, plugins, node);
    if ('nodeName' in outcome) candidates.push(outcome);
    else reasons.push(outcome);
  }
  return { candidates, reasons };
}

/** Removes every pod of lower priority and puts back, most important first, those that leave the new pod its room. */
function tryNode(cycle: Cycle, plugins: readonly FilterPlugin[], node: NodeInfo): Candidate | readonly string[] {
  const lower = [...node.pods.values()].filter(({ priority }) => priority < priorityOf(cycle.pod));
  if (lower.length === 0) return NO_VICTIMS;
  for (const { uid } of lower) removeRecord(node, uid);
  const rejected = refuseAfresh(cycle, plugins, node);
  const victims = rejected ? [] : reprieve(cycle, plugins, { node, lower });
  for (const record of rejected ? lower : victims.map((victim) => victim.record)) addRecord(node, record);
  return rejected ? rejected.reasons : { nodeName: node.name, victims };
}

function reprieve(
  cycle: Cycle,
  plugins: readonly FilterPlugin[],
  { node, lower }: { readonly node: NodeInfo; readonly lower: readonly PodRecord[] },
): Victim[] {
  const ranked = lower.map((record) => ({ record, startedAt: startOf(cycle.host, record) })).sort(byImportance);
  return ranked.filter(({ record }) => {
    addRecord(node, record);
    const mustGo = refuseAfresh(cycle, plugins, node) !== undefined;
    if (mustGo) removeRecord(node, record.uid);
    return mustGo;
  });
}

/** Unix milliseconds; a pod that has not started counts as the newest. */
function startOf(host: SchedulerHost, record: PodRecord): number {
  const { startTime } = newestVersion(host, record).status ?? {};
  return startTime === undefined ? Infinity : parseTime(startTime);
}

function byImportance(a: Victim, b: Victim): number {
  if (a.record.priority !== b.record.priority) return b.record.priority - a.record.priority;
  return a.startedAt === b.startedAt ? 0 : a.startedAt - b.startedAt;
}
