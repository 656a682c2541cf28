/** Admission of a pod that comes to the node: one handler after another, until one refuses. */
import type { Pod } from '#kube-api';
import type { KubeletContext } from './context.ts';
import { pressureRejection } from './eviction/pressure-admission.ts';
import type { PodWorker } from './kubelet-state.ts';
import { shutdownRejection } from './node-shutdown.ts';
import type { Rejection } from './pod-admission.ts';
import { admitWithPreemption } from './preemption.ts';

/** Why the kubelet refuses a pod; `undefined` when it takes it, at once or after room was made. */
export function admitPod(ctx: KubeletContext, worker: PodWorker, pod: Pod): Rejection | undefined {
  return (
    pressureRejection(ctx.node.eviction.conditions, pod) ??
    admitWithPreemption(ctx, worker, pod) ??
    shutdownRejection(ctx.node)
  );
}
