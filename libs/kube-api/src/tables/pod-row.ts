/** The row that `kubectl get pods` prints for a pod: READY, STATUS, RESTARTS and the rest. */
import type { ContainerState, ContainerStatus } from '../core-v1/container.ts';
import type { Pod, PodStatus } from '../core-v1/pod.ts';
import { isSidecar, isTerminalPhase } from '../core-v1/pod-facts.ts';
import { isConditionTrue } from '../meta-v1/conditions.ts';
import { humanDuration } from '../meta-v1/duration.ts';
import { parseTime } from '../meta-v1/time.ts';

/** What the scan over container statuses has found so far. */
interface Summary {
  ready: number;
  restarts: number;
  /** Unix milliseconds of the newest end of a run before the present one; 0 for none. */
  lastRestart: number;
  sidecarRestarts: number;
  lastSidecarRestart: number;
  reason: string;
}

/**
 * Nine cells: NAME, READY, STATUS, RESTARTS, AGE, IP, NODE, NOMINATED NODE, READINESS GATES.
 * @source kube-apiserver v1.37 pkg/printers/internalversion: printPod
 */
export function podRow(pod: Pod, nowUnixMs: number): readonly string[] {
  const { metadata, spec, status = {} } = pod;
  const summary = summarise(pod, status);
  const total = spec.containers.length + sidecarsOf(pod).length;
  return [
    metadata.name,
    `${summary.ready}/${total}`,
    statusOf(pod, summary.reason),
    restartsCell(summary, nowUnixMs),
    ageCell(metadata.creationTimestamp, nowUnixMs),
    status.podIPs?.[0]?.ip || '<none>',
    spec.nodeName || '<none>',
    status.nominatedNodeName || '<none>',
    readinessGatesCell(pod),
  ];
}

/** Time since a timestamp, `<unknown>` without one. */
export function ageCell(timestamp: string | null | undefined, nowUnixMs: number): string {
  return timestamp ? humanDuration(nowUnixMs - parseTime(timestamp)) : '<unknown>';
}

const sidecarsOf = ({ spec }: Pod): readonly { readonly name: string }[] =>
  (spec.initContainers ?? []).filter(isSidecar);

function summarise(pod: Pod, status: PodStatus): Summary {
  const isGated = status.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  const reason = isGated ? 'SchedulingGated' : status.reason || status.phase || '';
  const summary = { ready: 0, restarts: 0, lastRestart: 0, sidecarRestarts: 0, lastSidecarRestart: 0, reason };
  const isInitializing = scanInitContainers(pod, status, summary);
  if (!isInitializing || isConditionTrue(status.conditions, 'Initialized')) scanContainers(status, summary);
  return summary;
}

/** True when an init container still stands in the way of the containers. */
function scanInitContainers(pod: Pod, status: PodStatus, summary: Summary): boolean {
  const sidecars = new Set(sidecarsOf(pod).map(({ name }) => name));
  for (const [i, container] of (status.initContainerStatuses ?? []).entries()) {
    const isSidecar = sidecars.has(container.name);
    countRestarts(container, isSidecar, summary);
    if (container.state?.terminated?.exitCode === 0) continue;
    if (isSidecar && container.started) {
      if (container.ready) summary.ready++;
      continue;
    }
    summary.reason = `Init:${initReason(container.state, `${i}/${pod.spec.initContainers?.length ?? 0}`)}`;
    return true;
  }
  return false;
}

function countRestarts(container: ContainerStatus, isSidecar: boolean, summary: Summary): void {
  const ended = endOfLastRun(container);
  summary.restarts += container.restartCount;
  summary.lastRestart = Math.max(summary.lastRestart, ended);
  if (!isSidecar) return;
  summary.sidecarRestarts += container.restartCount;
  summary.lastSidecarRestart = Math.max(summary.lastSidecarRestart, ended);
}

function endOfLastRun({ lastState }: ContainerStatus): number {
  const finishedAt = lastState?.terminated?.finishedAt;
  return finishedAt ? parseTime(finishedAt) : 0;
}

function initReason(state: ContainerState | undefined, progress: string): string {
  if (state?.terminated) return terminatedReason(state.terminated);
  const waiting = state?.waiting?.reason;
  return waiting && waiting !== 'PodInitializing' ? waiting : progress;
}

const terminatedReason = ({ reason, signal, exitCode }: NonNullable<ContainerState['terminated']>): string =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);

/** Backwards, so that the first container's trouble is what shows. */
function scanContainers(status: PodStatus, summary: Summary): void {
  summary.restarts = summary.sidecarRestarts;
  summary.lastRestart = summary.lastSidecarRestart;
  let hasRunning = false;
  let errorReason = '';
  for (const container of [...(status.containerStatuses ?? [])].reverse()) {
    const { waiting, terminated, running } = container.state ?? {};
    countRestarts(container, false, summary);
    if (waiting?.reason) summary.reason = waiting.reason;
    else if (terminated) {
      summary.reason = terminatedReason(terminated);
      if (terminated.exitCode !== 0) errorReason = summary.reason;
    } else if (container.ready && running) {
      hasRunning = true;
      summary.ready++;
    }
  }
  if (summary.reason === 'Completed') summary.reason = completedReason(status, hasRunning, errorReason);
}

function completedReason(status: PodStatus, hasRunning: boolean, errorReason: string): string {
  if (hasRunning && isConditionTrue(status.conditions, 'Ready')) return 'Running';
  if (errorReason !== '') return errorReason;
  return hasRunning ? 'NotReady' : 'Completed';
}

function statusOf({ metadata, status }: Pod, reason: string): string {
  if (!metadata.deletionTimestamp) return reason;
  if (status?.reason === 'NodeLost') return 'Unknown';
  return isTerminalPhase(status?.phase) ? reason : 'Terminating';
}

function restartsCell({ restarts, lastRestart }: Summary, nowUnixMs: number): string {
  if (restarts === 0 || lastRestart === 0) return String(restarts);
  return `${restarts} (${humanDuration(nowUnixMs - lastRestart)} ago)`;
}

function readinessGatesCell({ spec, status = {} }: Pod): string {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  return `${gates.filter(({ conditionType }) => isConditionTrue(status.conditions, conditionType)).length}/${gates.length}`;
}

/** What a table says about a pod that has ended. */
export interface RowCondition {
  readonly type: 'Completed';
  readonly status: 'True';
  readonly reason: string;
  readonly message: string;
}

/** The conditions of a pod's row, absent while it has not ended. */
export function podRowConditions({ status }: Pod): readonly RowCondition[] | undefined {
  if (status?.phase === 'Succeeded')
    return [{ type: 'Completed', status: 'True', reason: 'Succeeded', message: 'The pod has completed successfully.' }];
  if (status?.phase === 'Failed')
    return [{ type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' }];
  return undefined;
}
