/** A pod that the kubelet itself ends, whatever the API server says: by eviction, for a critical pod, or because the node goes down. */
import { plan, SECOND } from '#kernel';
import { podEvent, type KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import type { PodEnding } from './pod-ending.ts';
import { enterTerminating, shortenGrace } from './sync-result.ts';
import { wake } from './wake.ts';

/** Callers wait at least this long for the runtime. */
const PATIENCE_SECONDS = 10;

/**
 * Ends a pod. The caller hears of it by the entry `pod-killed`, when its containers have ended or its patience is over.
 * @source kubelet v1.37 pkg/kubelet/pod_workers.go killPodNow
 */
export function killPod(ctx: KubeletContext, worker: PodWorker, ending: PodEnding, graceSeconds?: number): void {
  if (worker.state !== 'sync' && worker.state !== 'terminating') return announce(ctx, worker.uid);
  const isTooLate = worker.activity?.kind === 'terminating';
  worker.ending = isTooLate && worker.ending ? worker.ending : { ...ending, isAwaited: true, isTooLate };
  worker.ending.isAwaited = true;
  const grace = graceSeconds ?? worker.pod.spec.terminationGracePeriodSeconds ?? 0;
  const patience = Math.max(PATIENCE_SECONDS, grace + Math.floor(grace / 2)) * SECOND;
  plan(ctx.host, patience, { owner: 'kubelet', kind: 'kill-overdue', payload: { worker } });
  if (worker.state === 'sync') enterTerminating(ctx, worker, graceSeconds);
  else shortenGrace(worker, graceSeconds);
  wake(ctx, worker);
}

/** The containers of the pod have ended: whoever waits for that goes on. */
export function reportKilled(ctx: KubeletContext, { uid, ending }: PodWorker): void {
  if (!ending?.isAwaited) return;
  ending.isAwaited = false;
  announce(ctx, uid);
}

function announce({ host, node }: KubeletContext, uid: string): void {
  plan(host, 0, { owner: 'kubelet', kind: 'pod-killed', payload: { node: node.name, uid } });
}

/** The runtime takes longer than the caller would wait; the pod's worker goes on. */
export function onKillOverdue(ctx: KubeletContext, worker: PodWorker): void {
  if (!worker.ending?.isAwaited) return;
  const message = 'Container runtime did not kill the pod within specified grace period.';
  podEvent(ctx, worker, { type: 'Warning', reason: 'ExceededGracePeriod', message });
  reportKilled(ctx, worker);
}
