/** The phase of a pod, from the statuses of its containers. */
import { isSidecar, type Container, type ContainerStatus, type Pod, type PodPhase } from '#kube-api';
import { restartsAfterExit } from './restart-decision.ts';

export interface PhaseInput {
  readonly pod: Pod;
  readonly initStatuses: readonly ContainerStatus[];
  readonly statuses: readonly ContainerStatus[];
  /** All containers have ended and none will be started: the pod has been terminated. */
  readonly isTerminal: boolean;
  /** A regular container has an instance in the current sandbox. */
  readonly hasActiveRegular: boolean;
}

interface Counts {
  pendingInit: number;
  failedInitForGood: number;
  pendingSidecar: number;
  unknown: number;
  running: number;
  waiting: number;
  stopped: number;
  stoppedForGood: number;
  succeeded: number;
}

/** @source kubelet v1.37 pkg/kubelet/kubelet_pods.go getPhase */
export function phaseOf(input: PhaseInput): PodPhase {
  const counts = countInit(input, countRegular(input));
  if (counts.failedInitForGood > 0) return 'Failed';
  if (counts.pendingInit > 0 || (counts.pendingSidecar > 0 && !input.hasActiveRegular)) return 'Pending';
  if (counts.waiting > 0) return 'Pending';
  if (counts.running > 0 && counts.unknown === 0) return 'Running';
  if (counts.running === 0 && counts.stopped > 0 && counts.unknown === 0)
    return phaseOfStopped(counts, input.isTerminal);
  return 'Pending';
}

function phaseOfStopped(counts: Counts, isTerminal: boolean): PodPhase {
  const done = counts.stopped === counts.succeeded ? 'Succeeded' : 'Failed';
  if (isTerminal) return done;
  return counts.stoppedForGood < counts.stopped ? 'Running' : done;
}

const find = (statuses: readonly ContainerStatus[], name: string): ContainerStatus | undefined =>
  statuses.find((status) => status.name === name);

function countRegular({ pod, statuses }: PhaseInput): Counts {
  const counts: Counts = {
    pendingInit: 0,
    failedInitForGood: 0,
    pendingSidecar: 0,
    unknown: 0,
    running: 0,
    waiting: 0,
    stopped: 0,
    stoppedForGood: 0,
    succeeded: 0,
  };
  for (const container of pod.spec.containers) {
    const status = find(statuses, container.name);
    const ended =
      status && (status.state.terminated ?? (status.state.waiting ? status.lastState.terminated : undefined));
    if (!status) counts.unknown += 1;
    else if (status.state.running) counts.running += 1;
    else if (ended)
      countStopped(counts, {
        container,
        pod,
        exitCode: ended.exitCode,
        isTerminated: status.state.terminated !== undefined,
        reason: ended.reason ?? '',
      });
    else if (status.state.waiting) counts.waiting += 1;
    else counts.unknown += 1;
  }
  return counts;
}

function countStopped(
  counts: Counts,
  one: { container: Container; pod: Pod; exitCode: number; isTerminated: boolean; reason: string },
): void {
  counts.stopped += 1;
  const isRestarted =
    one.reason === 'RestartingAllContainers' || restartsAfterExit(one.container, one.pod, one.exitCode);
  if (!isRestarted) counts.stoppedForGood += 1;
  if (one.isTerminated && one.exitCode === 0) counts.succeeded += 1;
}

function countInit({ pod, initStatuses }: PhaseInput, counts: Counts): Counts {
  for (const container of pod.spec.initContainers ?? []) {
    const status = find(initStatuses, container.name);
    if (isSidecar(container)) countSidecar(counts, status);
    else countInitContainer(counts, { container, pod, status });
  }
  return counts;
}

function countInitContainer(
  counts: Counts,
  { container, pod, status }: { container: Container; pod: Pod; status: ContainerStatus | undefined },
): void {
  const terminated = status?.state.terminated;
  const last = status?.state.waiting ? status.lastState.terminated : undefined;
  const ended = terminated ?? last;
  if (!ended) counts.pendingInit += 1;
  else if (ended.exitCode !== 0) {
    const isRestarted = ended.reason === 'RestartingAllContainers' || restartsAfterExit(container, pod, ended.exitCode);
    if (!isRestarted) counts.failedInitForGood += 1;
  }
}

function countSidecar(counts: Counts, status: ContainerStatus | undefined): void {
  if (status?.state.running) {
    counts.running += 1;
    if (!status.started) counts.pendingSidecar += 1;
  } else if (status?.state.terminated || (status?.state.waiting && status.lastState.terminated)) return;
  else {
    counts.pendingSidecar += 1;
    if (status?.state.waiting) counts.waiting += 1;
    else counts.unknown += 1;
  }
}
