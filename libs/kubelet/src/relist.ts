/** The relist (PLEG): how the kubelet learns what happened in the runtime, once a second or when it asks. */
import { aside, planAt } from '#kernel';
import { removeContainer, takeChangedPod, takeChangedPods } from '#runtime';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import { lastTick, nextTick } from './node-loops.ts';
import { lookAt } from './look-at.ts';
import { changesBetween } from './pod-view.ts';
import { runAgain, wake } from './wake.ts';

/** True when the cache is newer than the worker's last sync. Global relists that found nothing are not materialised. */
export function isRelistedSince(ctx: KubeletContext, worker: PodWorker): boolean {
  return worker.lastSyncAt < 0 || Math.max(lastRelist(ctx), worker.observedAt) > worker.lastSyncAt;
}

function lastRelist({ host, node }: KubeletContext): number {
  if (node.isRelistPlanned) return node.relistedAt;
  return Math.max(node.relistedAt, lastTick(node.relistPhase, host.kubelets.settings.relistPeriodMs, host.now));
}

/** Makes the next global relist happen. */
export function requestGlobalRelist({ host, node }: KubeletContext): void {
  if (node.isRelistPlanned) return;
  node.relistedAt = Math.max(
    node.relistedAt,
    lastTick(node.relistPhase, host.kubelets.settings.relistPeriodMs, host.now),
  );
  node.isRelistPlanned = true;
  const at = nextTick(node.relistPhase, host.kubelets.settings.relistPeriodMs, host.now);
  planAt(host, at, { owner: 'kubelet', kind: 'relist', payload: { node: node.name } });
}

/** @source kubelet v1.37 pkg/kubelet/pleg/generic.go Relist */
export function relistAll(ctx: KubeletContext): void {
  const { host, node } = ctx;
  node.isRelistPlanned = false;
  node.relistedAt = host.now;
  const own = host.causes;
  for (const [uid, causes] of takeChangedPods(host, node.name)) {
    const worker = node.workers.get(uid);
    host.causes = causes; // what changed the pod, not what asked for the relist
    if (worker) observe(ctx, worker);
  }
  host.causes = own;
  for (const uid of node.awaiting.keys()) {
    const worker = node.workers.get(uid);
    if (worker) runAgain(ctx, worker);
  }
}

/** The relist of one pod, which its own sync asked for. */
export function relistPod(ctx: KubeletContext, worker: PodWorker): void {
  const causes = takeChangedPod(ctx.host, ctx.node.name, worker.uid);
  if (causes.length > 0) ctx.host.causes = causes;
  observe(ctx, worker);
  if (worker.isAwaitingRelist) runAgain(ctx, worker);
}

function observe(ctx: KubeletContext, worker: PodWorker): void {
  const before = worker.view;
  worker.view = lookAt(ctx, worker);
  worker.observedAt = ctx.host.now;
  const changes = changesBetween(before, worker.view);
  if (changes.died.length > 0) aside(ctx.host, () => collectDead(ctx, worker, changes.died));
  if (changes.isSyncNeeded) wake(ctx, worker);
}

/** Of a container that died the runtime keeps the newest dead instance; of a pod that is evicted, or deleted and over, none. */
function collectDead(ctx: KubeletContext, worker: PodWorker, names: readonly string[]): void {
  const isOver =
    worker.ending?.isEviction === true ||
    (worker.pod.metadata.deletionTimestamp !== undefined && worker.state !== 'sync' && worker.state !== 'terminating');
  for (const name of new Set(names)) {
    const dead = worker.view.containers.filter((container) => container.name === name && container.state === 'exited');
    for (const { id } of isOver ? dead : dead.slice(0, -1))
      removeContainer(ctx.host, { node: worker.node, uid: worker.uid, id });
  }
}
