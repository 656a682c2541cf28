/** The serial worker of a pod: one activity at a time, one slot for what comes meanwhile. */
import { noCauses } from '#kernel';
import { isTerminalPhase, type Pod } from '#kube-api';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import { isRelistedSince, requestGlobalRelist } from './relist.ts';
import { considerResize } from './resize.ts';
import { asGranted } from './resize-state.ts';
import { beginSync } from './sync-pod.ts';
import { enterTerminating, shortenGrace } from './sync-result.ts';
import { beginTerminated, beginTerminating } from './sync-terminating.ts';
import { wake } from './wake.ts';

/**
 * Runs the worker if it is idle, with a cache newer than its last sync; else it waits for the next relist.
 * @source kubelet v1.37 pkg/kubelet/pod_workers.go podWorkerLoop
 */
export function runWorker(ctx: KubeletContext, worker: PodWorker): void {
  worker.isRunPlanned = false;
  if (worker.activity || worker.state === 'finished') return;
  if (isRelistedSince(ctx, worker)) return dispatch(ctx, worker);
  worker.isAwaitingRelist = true;
  ctx.node.awaiting.set(worker.uid, true);
  requestGlobalRelist(ctx);
}

function dispatch(ctx: KubeletContext, worker: PodWorker): void {
  if (worker.causes.length > 0) ctx.host.causes = worker.causes;
  worker.causes = noCauses;
  worker.isUpdatePending = false;
  takeUpdate(worker);
  if (worker.isAwaitingRelist) ctx.node.awaiting.delete(worker.uid);
  worker.isAwaitingRelist = false;
  if (worker.state === 'sync') beginSync(ctx, worker);
  else if (worker.state === 'terminating') beginTerminating(ctx, worker);
  else beginTerminated(ctx, worker);
}

function takeUpdate(worker: PodWorker): void {
  worker.pod = worker.update ?? worker.pod;
  worker.update = undefined;
}

/** A newer version of the pod: a sync under way does not see it yet. */
export function setPod(worker: PodWorker, pod: Pod): void {
  const isSyncing = worker.activity?.kind === 'sync';
  if (worker.resize) worker.resize = { ...worker.resize, desired: pod };
  const seen = worker.resize ? asGranted(worker.resize, pod) : pod;
  if (!isSyncing) worker.pod = seen;
  worker.update = isSyncing ? seen : undefined;
}

/** Takes a newer version of the pod, and begins its termination when it asks for that. */
export function updatePod(ctx: KubeletContext, worker: PodWorker, pod: Pod): void {
  considerResize(ctx, worker, pod);
  setPod(worker, pod);
  worker.statusAtUpdate = pod.status;
  if (worker.state === 'finished') return;
  const mustEnd = pod.metadata.deletionTimestamp !== undefined || isTerminalPhase(pod.status?.phase);
  if (worker.state === 'sync' && mustEnd) enterTerminating(ctx, worker);
  else if (worker.state === 'terminating') shortenGrace(worker);
  wake(ctx, worker);
}

/** The object is gone although nobody asked the kubelet to end the pod. */
export function killRemovedPod(ctx: KubeletContext, worker: PodWorker): void {
  if (worker.state === 'sync') enterTerminating(ctx, worker);
  wake(ctx, worker);
}
