/** The health of nodes whose kubelet is silent: conditions turn Unknown, and their pods stop being ready. */
import { aside, plan, SECOND, type Instant, type Millis } from '#kernel';
import { findCondition, parseTime, type Node, type NodeCondition, type Pod } from '#kube-api';
import { referenceTo, setPodStatus, timestampOf } from '#apiserver';
import { passAtOrAfter, type ControllersHost, type Loop } from '../controllers-state.ts';
import { reportEvent } from '../event-recorder.ts';
import { NODE_LIFECYCLE } from './no-execute-taints.ts';
import { conditionOf, findNode, isReady, podsOf, readinessOf } from './node-facts.ts';
import { setConditions } from './node-writes.ts';

/** @source kube-controller-manager v1.37 --node-monitor-period */
export const MONITOR: Loop = { period: 5 * SECOND, phase: 3900 };

/** When kubelets renew their leases. @divergence all of them at the same moments, without the real ones' jitter */
const RENEWALS: Loop = { period: 10 * SECOND, phase: 6 * SECOND };

/** @source kube-controller-manager v1.37 --node-monitor-grace-period, --node-startup-grace-period */
const GRACE: Millis = 50 * SECOND;
const STARTUP_GRACE: Millis = 60 * SECOND;

/** From the conditions to what follows from them. */
const FOLLOW_UP_DELAY: Millis = 6;

export const NODE_CONTROLLER = 'node-controller';
const WATCHED = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;

/** The pass in which the controller saw the last renewal before an instant. */
export function lastSeen(at: Instant): Instant {
  const renewal = passAtOrAfter(RENEWALS, at) - RENEWALS.period;
  return passAtOrAfter(MONITOR, Math.max(0, renewal));
}

/** When a silent node is given up. */
export function deadlineOf(node: Node, seenAt: Instant): Instant {
  return passAtOrAfter(MONITOR, seenAt + (conditionOf(node, 'Ready') ? GRACE : STARTUP_GRACE));
}

/** True for a silent node that has not been given up yet. */
export const isAwaited = (node: Node): boolean => readinessOf(node) !== 'Unknown';

/**
 * Gives a node up when its time is over.
 * @source kube-controller-manager v1.37 pkg/controller/nodelifecycle: tryUpdateNodeHealth
 */
export function checkHealth(host: ControllersHost, node: Node, seenAt: Instant): void {
  if (host.now < deadlineOf(node, seenAt)) return;
  const conditions = WATCHED.reduce<readonly NodeCondition[]>(
    (list, type) => turnUnknown(host, node, { list, type }),
    node.status?.conditions ?? [],
  );
  if (conditions === node.status?.conditions) return;
  const wasReady = isReady(node);
  setConditions(host, node, conditions);
  if (!wasReady) return;
  plan(host, FOLLOW_UP_DELAY, { owner: NODE_LIFECYCLE, kind: 'not-ready', payload: { node: node.metadata.name } });
}

interface Change {
  readonly list: readonly NodeCondition[];
  readonly type: string;
}

function turnUnknown(host: ControllersHost, node: Node, { list, type }: Change): readonly NodeCondition[] {
  const before = conditionOf(node, type);
  if (before?.status === 'Unknown') return list;
  const lastTransitionTime = timestampOf(host);
  if (before) {
    const text = { reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' };
    const next: NodeCondition = { ...before, status: 'Unknown', ...text, lastTransitionTime };
    return list.map((condition) => (condition === before ? next : condition));
  }
  const text = { reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.' };
  const lastHeartbeatTime = node.metadata.creationTimestamp ?? lastTransitionTime;
  return [...list, { type, status: 'Unknown', ...text, lastHeartbeatTime, lastTransitionTime }];
}

/** Reports that a node is lost, and that its pods are not ready. */
export function reportNotReady(host: ControllersHost, { node: name }: { readonly node: string }): void {
  const node = findNode(host, name);
  if (!node) return;
  const message = `Node ${name} status is now: NodeNotReady`;
  reportEvent(host, referenceTo(node), { from: NODE_CONTROLLER, type: 'Normal', reason: 'NodeNotReady', message });
  for (const pod of podsOf(host, name)) aside(host, () => markNotReady(host, pod));
}

/**
 * Turns the condition Ready of a pod to False and leaves everything else as it is.
 * @source kube-controller-manager v1.37 pkg/controller/util/node: MarkPodsNotReady
 */
export function markNotReady(host: ControllersHost, pod: Pod): void {
  const conditions = pod.status?.conditions ?? [];
  const ready = findCondition(conditions, 'Ready');
  if (!ready || ready.status === 'False') return;
  const lastTransitionTime = timestampOf(host);
  const next = { ...ready, status: 'False' as const, lastTransitionTime };
  const written = setPodStatus(host, pod, {
    ...pod.status,
    conditions: conditions.map((condition) => (condition === ready ? next : condition)),
  });
  const report = {
    from: NODE_CONTROLLER,
    type: 'Warning',
    reason: 'NodeNotReady',
    message: 'Node is not ready',
  } as const;
  reportEvent(host, referenceTo(written), report);
}

/** Seconds since the epoch of a node's creation, as an instant of the simulation. */
export const createdAt = ({ epoch }: ControllersHost, { metadata }: Node): Instant =>
  Math.max(0, parseTime(metadata.creationTimestamp ?? '') - epoch);
