/** The end of a pod: stop everything, report the last status, let the object go. */
import { stopPodSandbox } from '#runtime';
import { isTerminalPhase, isSidecar, type ContainerStatus, type PodStatus } from '#kube-api';
import type { TerminatingActivity } from './activity.ts';
import { unlocatedState } from './container-status.ts';
import { replyTo, type KubeletContext } from './context.ts';
import { forgetPod } from './forget-pod.ts';
import { killAll, stopProbesForTermination } from './kill-container.ts';
import { reportKilled } from './kill-pod.ts';
import type { PodWorker } from './kubelet-state.ts';
import { withEnding } from './pod-ending.ts';
import { generateStatus } from './pod-status.ts';
import { runningContainers } from './pod-view.ts';
import { lookAt } from './look-at.ts';
import { retryResizes } from './resize.ts';
import { setPodStatus } from './status-manager.ts';
import { wake } from './wake.ts';

/** @source kubelet v1.37 pkg/kubelet/kubelet.go SyncTerminatingPod */
export function beginTerminating(ctx: KubeletContext, worker: PodWorker): void {
  const activity: TerminatingActivity = { kind: 'terminating', stage: 'kills' };
  worker.activity = activity;
  setPodStatus(ctx, worker, withEnding(worker.ending, generateStatus(ctx, worker, false)), {
    isForced: worker.pod.metadata.deletionTimestamp !== undefined,
  });
  stopProbesForTermination(ctx, worker, (type) => type !== 'readiness');
  killAll(ctx, worker, runningContainers(worker.view), worker.graceSeconds);
  if (worker.kills.size === 0) onTerminatingKillsDone(ctx, worker, activity);
}

/** Every container has ended: the sandbox goes. */
export function onTerminatingKillsDone(ctx: KubeletContext, worker: PodWorker, activity: TerminatingActivity): void {
  activity.stage = 'sandbox';
  stopPodSandbox(ctx.host, { node: worker.node, uid: worker.uid }, replyTo(worker, 'sandbox-stopped'));
}

/** The status is read from the runtime itself, not from the cache; the rest waits for the next relist. */
export function onTerminatingSandboxStopped(ctx: KubeletContext, worker: PodWorker): void {
  ctx.probes.removeWorkers(ctx.host, worker.uid, () => true);
  const cached = worker.view;
  worker.view = lookAt(ctx, worker);
  setPodStatus(ctx, worker, generateStatus(ctx, worker, true), { isForced: false });
  worker.view = cached;
  worker.state = 'terminated';
  retryResizes(ctx);
  reportKilled(ctx, worker);
  worker.activity = undefined;
  worker.token += 1;
  worker.lastSyncAt = ctx.host.now;
  wake(ctx, worker);
}

/**
 * Volumes are unmounted at once here, so the pod is finished in the same step.
 * @source kubelet v1.37 pkg/kubelet/kubelet.go SyncTerminatedPod
 */
export function beginTerminated(ctx: KubeletContext, worker: PodWorker): void {
  setPodStatus(ctx, worker, generateStatus(ctx, worker, true), { isForced: false });
  worker.state = 'finished';
  worker.lastSyncAt = ctx.host.now;
  if (worker.status) setPodStatus(ctx, worker, finalStatus(worker, worker.status), { isForced: true });
  if (worker.isDeleted) forgetPod(ctx, worker);
}

/**
 * Containers whose end nobody saw are marked so, and the phase becomes terminal.
 * @source kubelet v1.37 pkg/kubelet/status/status_manager.go TerminatePod
 */
export function finalStatus(worker: PodWorker, status: PodStatus): PodStatus {
  const init = status.initContainerStatuses ?? [];
  // The kubelet asks the pod as it last came from the API server, not what it knows itself.
  const isInitialized = hasInitialized(worker, worker.statusAtUpdate ?? {});
  const seen = init.findLastIndex(({ state, lastState }) => state.terminated ?? state.running ?? lastState.terminated);
  const lastStarted = isInitialized ? init.length - 1 : Math.max(0, seen);
  return {
    ...status,
    phase: isTerminalPhase(status.phase) ? (status.phase ?? 'Failed') : 'Failed',
    ...(init.length > 0
      ? { initContainerStatuses: init.map((one, index) => (index <= lastStarted ? unlocated(one) : one)) }
      : {}),
    containerStatuses: (status.containerStatuses ?? []).map((one) => (isInitialized ? unlocated(one) : one)),
  };
}

const unlocated = (status: ContainerStatus): ContainerStatus =>
  status.state.terminated ? status : { ...status, state: unlocatedState };

function hasInitialized({ pod }: PodWorker, status: PodStatus): boolean {
  const specs = pod.spec.initContainers ?? [];
  const last = specs.at(-1);
  if (!last) return true;
  if (status.containerStatuses?.some(({ state, lastState }) => !state.waiting || lastState.terminated)) return true;
  const lastStatus = status.initContainerStatuses?.find(({ name }) => name === last.name);
  return isSidecar(last) ? lastStatus?.started === true : lastStatus?.state.terminated?.exitCode === 0;
}
