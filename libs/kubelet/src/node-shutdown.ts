/** The graceful shutdown of a node: no pod comes in any more, and those that are there end, the least important first. */
import { plan, SECOND } from '#kernel';
import type { KubeletContext } from './context.ts';
import { killPod } from './kill-pod.ts';
import type { KubeletHost, NodeKubelet, PodGroup, PodWorker } from './kubelet-state.ts';
import { nodeEvent, requestRound, syncNodeStatus } from './node-status.ts';
import type { Rejection } from './pod-admission.ts';
import type { PodEnding } from './pod-ending.ts';
import { groupIndexOf, shutdownGroups } from './shutdown-groups.ts';

const MESSAGE = 'Pod was terminated in response to imminent node shutdown.';

const terminated: PodEnding = {
  reason: 'Terminated',
  message: MESSAGE,
  disruption: MESSAGE,
  isEviction: false,
  keepsSuccess: true,
};

/** Tells the kubelet that its machine goes down. False when it runs no such thing, or knows already. */
export function signalShutdown(host: KubeletHost, node: NodeKubelet): boolean {
  if (node.shutdown || !node.process.isRunning || shutdownGroups(host.kubelets.settings).length === 0) return false;
  node.shutdown = { groups: [], isCancelled: false };
  plan(host, 0, { owner: 'kubelet', kind: 'shutdown-begun', payload: { node: node.name } });
  return true;
}

/** Tells the kubelet that its machine stays up after all. False when it has heard of no shutdown. */
export function cancelShutdown(host: KubeletHost, node: NodeKubelet): boolean {
  if (!node.shutdown || node.shutdown.isCancelled) return false;
  node.shutdown.isCancelled = true;
  plan(host, 0, { owner: 'kubelet', kind: 'shutdown-cancelled', payload: { node: node.name } });
  return true;
}

/** Why a node that goes down takes no pod. @source kubelet v1.37 pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go Admit */
export function shutdownRejection({ shutdown }: NodeKubelet): Rejection | undefined {
  return shutdown && { reason: 'NodeShutdown', message: 'Pod was rejected as the node is shutting down.' };
}

/** @source kubelet v1.37 pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go processShutdownEvent */
export function onShutdownBegun(ctx: KubeletContext): void {
  const { host, node } = ctx;
  if (!node.shutdown) return;
  nodeEvent(host, node, { reason: 'Shutdown', message: 'Shutdown manager detected shutdown event' });
  syncNodeStatus(ctx);
  node.shutdown.groups = groupsOn(ctx);
  endGroup(ctx);
}

/** The pods of the node by group; a group without pods takes no time. */
function groupsOn({ host, node }: KubeletContext): readonly PodGroup[] {
  const groups = shutdownGroups(host.kubelets.settings);
  const active = [...node.workers.values()].filter(({ state }) => state === 'sync' || state === 'terminating');
  return groups
    .map(({ seconds }, index) => ({
      seconds,
      uids: active.filter(({ pod }) => groupIndexOf(groups, pod) === index).map(({ uid }) => uid),
    }))
    .filter(({ uids }) => uids.length > 0);
}

const workersOf = ({ node }: KubeletContext, { uids }: PodGroup): readonly PodWorker[] =>
  uids.flatMap((uid) => node.workers.get(uid) ?? []);

/** Ends the pods of the first group, all at once. */
function endGroup(ctx: KubeletContext): void {
  const { host, node } = ctx;
  const group = node.shutdown?.groups[0];
  if (!group) return leaveIfCancelled(ctx);
  const workers = workersOf(ctx, group);
  if (workers.length === 0) return onGroupOver(ctx);
  for (const worker of workers) {
    const own = worker.pod.spec.terminationGracePeriodSeconds ?? group.seconds;
    killPod(ctx, worker, terminated, Math.min(group.seconds, own));
  }
  const payload = { node: node.name, token: node.shutdown?.groups.length };
  plan(host, group.seconds * SECOND, { owner: 'kubelet', kind: 'shutdown-group-over', payload });
}

const isGone = (ctx: KubeletContext, group: PodGroup): boolean =>
  workersOf(ctx, group).every(({ ending }) => ending?.isAwaited !== true);

/** A pod has ended: if it was the last one of its group, the next group follows. */
export function onShutdownKilled(ctx: KubeletContext, uid: string): void {
  const group = ctx.node.shutdown?.groups[0];
  if (group?.uids.includes(uid) && isGone(ctx, group)) onGroupOver(ctx);
}

/**
 * The time of a group is up: the next one follows, whether its pods have ended or not.
 * @param token how many groups were left; void when that group was over before
 */
export function onGroupTimeOver(ctx: KubeletContext, token: number | undefined): void {
  if (ctx.node.shutdown && ctx.node.shutdown.groups.length === token) onGroupOver(ctx);
}

function onGroupOver(ctx: KubeletContext): void {
  const { shutdown } = ctx.node;
  if (!shutdown) return;
  shutdown.groups = shutdown.groups.slice(1);
  endGroup(ctx);
}

/** The kubelet hears of it when it has ended what it had begun to end. */
export function leaveIfCancelled(ctx: KubeletContext): void {
  const { host, node } = ctx;
  if (!node.shutdown?.isCancelled || node.shutdown.groups.length > 0) return;
  node.shutdown = undefined;
  nodeEvent(host, node, { reason: 'Shutdown', message: 'Shutdown manager detected shutdown cancellation' });
  requestRound(ctx);
}
