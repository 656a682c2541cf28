/** activeDeadlineSeconds: how long a pod may be active on its node, counted from its start time. */
import { planAt, type Instant } from '#kernel';
import { parseTime } from '#kube-api';
import { podEvent, type KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import { nextTick } from './node-loops.ts';

const REASON = 'DeadlineExceeded';
const MESSAGE = 'Pod was active on the node longer than the specified deadline';

/** Phase, reason and message of a pod that was active for too long. */
export const deadlineExceeded = { phase: 'Failed', reason: REASON, message: MESSAGE } as const;

/** When the deadline is over; `undefined` for a pod without a deadline or one that has not started. */
export function deadlineOf({ host }: Pick<KubeletContext, 'host'>, worker: PodWorker): Instant | undefined {
  const { activeDeadlineSeconds } = worker.pod.spec;
  if (activeDeadlineSeconds === undefined) return undefined;
  const startTime = (worker.status ?? worker.pod.status)?.startTime;
  return startTime === undefined ? undefined : parseTime(startTime) - host.epoch + activeDeadlineSeconds * 1000;
}

/**
 * True when the deadline is over. Whoever asks also reports it, once more each time: so the event counts the statuses generated.
 * @source kubelet v1.37 pkg/kubelet/active_deadline.go ShouldEvict
 */
export function exceedsDeadline(ctx: KubeletContext, worker: PodWorker): boolean {
  const deadline = deadlineOf(ctx, worker);
  if (deadline === undefined || ctx.host.now < deadline) return false;
  podEvent(ctx, worker, { type: 'Normal', reason: REASON, message: MESSAGE });
  return true;
}

/**
 * Plans a sync at the first tick of the node's loop at which the deadline is over, unless that is planned already.
 * @source kubelet v1.37 pkg/kubelet/active_deadline.go ShouldSync
 */
export function planDeadline(ctx: KubeletContext, worker: PodWorker): void {
  const { host, node } = ctx;
  const deadline = deadlineOf(ctx, worker);
  if (deadline === undefined || deadline === worker.deadline || deadline <= host.now) return;
  worker.deadline = deadline;
  const at = nextTick(node.tickPhase, host.kubelets.settings.syncTickMs, deadline - 1);
  planAt(host, at, { owner: 'kubelet', kind: 'deadline-over', payload: { worker } });
}
