/** Room for a critical pod: others are ended, one after another, and the pod comes in when they are gone. */
import { plan } from '#kernel';
import type { Pod } from '#kube-api';
import { podEvent, type KubeletContext } from './context.ts';
import { isCritical } from './critical-pod.ts';
import { killPod } from './kill-pod.ts';
import type { PodWorker } from './kubelet-state.ts';
import { activeBeside, admissionOf, isActive } from './node-admission.ts';
import { predicateRejection, rejectionOf, shortagesOf, type Rejection } from './pod-admission.ts';
import type { PodEnding } from './pod-ending.ts';
import { victimsFor } from './preemption-victims.ts';

const preempted: PodEnding = {
  reason: 'Preempting',
  message: 'Preempted in order to admit critical pod',
  disruption: 'Pod was preempted by Kubelet to accommodate a critical pod.',
  isEviction: true,
};

/**
 * Why a pod is refused; `undefined` when it is admitted. A critical pod that lacks nothing but room gets it: then
 * `node.preemption` says that the pod has to wait.
 * @source kubelet v1.37 pkg/kubelet/preemption/preemption.go HandleAdmissionFailure
 * @divergence the loop of the kubelet stands still meanwhile as far as changes of pods go; restarts and probes go on
 */
export function admitWithPreemption(ctx: KubeletContext, worker: PodWorker, pod: Pod): Rejection | undefined {
  const admission = admissionOf(ctx, worker, pod);
  const rejection = admission && rejectionOf(admission);
  if (!rejection || !isCritical(pod)) return rejection;
  const other = predicateRejection(admission);
  if (other) return other;
  const victims = victimsFor(pod, activeBeside(ctx, worker), shortagesOf(admission));
  if ('error' in victims) return unexpected(victims.error);
  ctx.node.preemption = { uid: worker.uid, victims: victims.map(({ uid }) => uid), changes: [] };
  preemptFirst(ctx);
  return undefined;
}

const unexpected = (error: string): Rejection => ({
  reason: 'UnexpectedAdmissionError',
  message: `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: ${error}`,
});

/** Ends the first victim that is still there; when none is left, there is room. */
function preemptFirst(ctx: KubeletContext): void {
  const { preemption, workers, name } = ctx.node;
  if (!preemption) return;
  for (const uid of preemption.victims) {
    const victim = workers.get(uid);
    if (victim && isActive(victim)) return preempt(ctx, victim);
    preemption.victims = preemption.victims.slice(1);
  }
  plan(ctx.host, 0, { owner: 'kubelet', kind: 'room-made', payload: { node: name } });
}

/** It ends with its own grace period. */
function preempt(ctx: KubeletContext, victim: PodWorker): void {
  const { reason, message } = preempted;
  podEvent(ctx, victim, { type: 'Warning', reason, message });
  killPod(ctx, victim, preempted);
}

/** A pod has ended: if it was the victim, it is the next one's turn. */
export function onPreempted(ctx: KubeletContext, uid: string): void {
  const { preemption } = ctx.node;
  if (preemption?.victims[0] !== uid) return;
  preemption.victims = preemption.victims.slice(1);
  preemptFirst(ctx);
}
