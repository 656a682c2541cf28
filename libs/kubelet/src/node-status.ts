/** The node's own status: what a kubelet reports about its node, in rounds that come only when there is something to say. */
import { extend, planAt, SECOND } from '#kernel';
import { reportEvent, timestampOf, type ApiHost } from '#apiserver';
import type { EventType, Node } from '#kube-api';
import { getObject, updateObject } from '#object-store';
import type { KubeletContext } from './context.ts';
import type { NodeKubelet } from './kubelet-state.ts';
import { conditionEvents, nodeConditions } from './node-conditions.ts';

const ROUND = 10 * SECOND;
/** @divergence every kubelet has its rounds at the same moments */
const ROUND_PHASE = 2800;

/** Plans the next round, not before `at`. */
export function requestRound({ host, node }: KubeletContext, at: number = host.now): void {
  if (node.link.isRoundPlanned) return;
  node.link.isRoundPlanned = true;
  const next = ROUND_PHASE + Math.max(0, Math.ceil((at - ROUND_PHASE) / ROUND)) * ROUND;
  planAt(host, next, { owner: 'kubelet', kind: 'node-status', payload: { node: node.name } });
}

/** A change of the kubelet's own node: whether it is cordoned is reported in the next round. */
export function onNodeChanged(ctx: KubeletContext, { spec }: Node): void {
  if ((spec.unschedulable ?? false) !== ctx.node.link.unschedulable) requestRound(ctx);
}

/**
 * A round: says what changed since the last report. The first report after a cut is a difference against what the
 * kubelet sent last, so that it moves the heartbeat only; the next one puts the conditions right.
 */
export function reportNodeStatus(ctx: KubeletContext): void {
  ctx.node.link.isRoundPlanned = false;
  syncNodeStatus(ctx);
}

/** Says what changed, out of turn. */
export function syncNodeStatus(ctx: KubeletContext): void {
  const { host, node } = ctx;
  const stored = getObject(host.store, 'nodes', node.name) as Node | undefined; // nodes holds Nodes
  if (!stored || node.link.isCut) return;
  reportCordon(host, node, stored);
  const conditions = stored.status?.conditions ?? [];
  const troubles = troublesOf(node);
  const news = conditionEvents(conditions, troubles);
  if (news.length === 0) return;
  const isFirst = node.link.isStale;
  node.link.isStale = false;
  const heartbeat = { lastHeartbeatTime: timestampOf(host) };
  const next = isFirst
    ? conditions.map((condition) => ({ ...condition, ...heartbeat }))
    : nodeConditions(host, troubles, conditions);
  updateObject(host, 'nodes', { ...stored, status: extend(stored.status ?? {}, { conditions: next }) });
  if (isFirst) requestRound(ctx, host.now + 1);
  else for (const reason of news) nodeEvent(host, node, { reason });
}

const troublesOf = ({ eviction, shutdown }: NodeKubelet): readonly string[] =>
  shutdown ? [...eviction.conditions, 'Ready'] : eviction.conditions;

function reportCordon(host: ApiHost, node: NodeKubelet, { spec }: Node): void {
  const unschedulable = spec.unschedulable ?? false;
  if (unschedulable === node.link.unschedulable) return;
  node.link.unschedulable = unschedulable;
  nodeEvent(host, node, { reason: unschedulable ? 'NodeNotSchedulable' : 'NodeSchedulable' });
}

/** Reports something about the node. The kubelet names it by name alone, also where a uid belongs. */
export function nodeEvent(
  host: ApiHost,
  { name, recorder }: NodeKubelet,
  {
    type = 'Normal',
    reason,
    message = `Node ${name} status is now: ${reason}`,
  }: { readonly type?: EventType; readonly reason: string; readonly message?: string },
): void {
  const about = { kind: 'Node', apiVersion: 'v1', name, uid: name };
  reportEvent(host, recorder, about, { type, reason, message });
}
