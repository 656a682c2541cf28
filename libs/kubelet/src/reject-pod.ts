/** Pods that the kubelet refuses: they fail at once, and nothing of them is ever started. */
import { timestampOf } from '#apiserver';
import type { PodStatus } from '#kube-api';
import { podEvent, type KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import type { Rejection } from './pod-admission.ts';
import { requestFlush } from './status-manager.ts';

/**
 * Reports the rejection and replaces the pod's status. The worker is finished from its beginning: all that is left to it is to write this status.
 * @source kubelet v1.37 pkg/kubelet/kubelet.go rejectPod
 */
export function rejectPod(ctx: KubeletContext, worker: PodWorker, { reason, message }: Rejection): void {
  podEvent(ctx, worker, { type: 'Warning', reason, message });
  const { metadata, status } = worker.pod;
  const rejected: PodStatus = {
    observedGeneration: metadata.generation ?? 0,
    phase: 'Failed',
    reason,
    message: `Pod was rejected: ${message}`,
    startTime: status?.startTime ?? timestampOf(ctx.host),
    ...(status?.qosClass && { qosClass: status.qosClass }),
  };
  worker.status = rejected;
  worker.statusVersion += 1;
  worker.state = 'finished';
  requestFlush(ctx, worker);
}
