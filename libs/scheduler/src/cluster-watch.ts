/** What the scheduler makes of changes of pods, nodes and claims: its picture of the cluster, its queue, and who wakes. */
import { isTerminalPhase, type Node, type Pod } from '#kube-api';
import { isStatusOnly, type StoreChange } from '#object-store';
import {
  addNode,
  findNode,
  findRecord,
  placePod,
  recordOf,
  refreshRecord,
  removeNode,
  uidOf,
  unplacePod,
} from './cluster-cache.ts';
import { setNode } from './node-info.ts';
import type { ClusterEvent, FilterPlugin } from './plugin.ts';
import { podRequest } from './pod-request.ts';
import { keepGoing, wakePod, wakePods } from './queue-moves.ts';
import { SCHEDULER_NAME, type SchedulerHost } from './scheduler-state.ts';
import { activate, findInQueue, isGated, newQueuedPod, takeFromQueue, type QueuedPod } from './scheduling-queue.ts';

type Filters = readonly FilterPlugin[];

/** Handles one change of a resource that the scheduler subscribes to. */
export function handleChange(host: SchedulerHost, filters: Filters, change: StoreChange): void {
  WATCHED[change.resource]?.(host, filters, change);
}

const WATCHED: Readonly<Record<string, (host: SchedulerHost, filters: Filters, change: StoreChange) => void>> = {
  pods: podChanged,
  nodes: nodeChanged,
  persistentvolumeclaims(host, filters, { type, object: { metadata } }) {
    if (type === 'ADDED')
      wakePods(host, filters, { kind: 'ClaimAdd', namespace: metadata.namespace ?? '', name: metadata.name });
  },
};

function podChanged(host: SchedulerHost, filters: Filters, change: StoreChange): void {
  const pod = change.object as Pod; // a change of pods
  if (change.type === 'DELETED' || isTerminalPhase(pod.status?.phase)) return podGone(host, filters, pod);
  if (pod.spec.nodeName) return assignedPodChanged(host, filters, change);
  pendingPodChanged(host, filters, change);
}

/** A finished pod frees its place just as a deleted one does. */
function podGone(host: SchedulerHost, filters: Filters, pod: Pod): void {
  const { scheduler } = host;
  const uid = uidOf(pod);
  takeFromQueue(scheduler.queue, uid);
  scheduler.nominated.delete(uid);
  const record = unplacePod(scheduler, uid);
  if (record) wakePods(host, filters, { kind: 'AssignedPodDelete', pod: record.pod });
}

function assignedPodChanged(host: SchedulerHost, filters: Filters, change: StoreChange): void {
  const { scheduler } = host;
  const pod = change.object as Pod; // a change of pods
  const uid = uidOf(pod);
  const record = findRecord(scheduler, uid);
  if (record && isStatusOnly(change) && !record.resizing) return;
  const previous = change.previous as Pod | undefined; // the same resource
  if (previous?.spec.nodeName && record) return placedPodChanged(host, filters, { pod, before: previous });
  takeFromQueue(scheduler.queue, uid);
  scheduler.nominated.delete(uid);
  if (record && scheduler.placement.get(uid) === pod.spec.nodeName) refreshRecord(scheduler, uid, pod);
  else placePod(scheduler, recordOf(pod), pod.spec.nodeName ?? '');
  wakePods(host, filters, { kind: 'AssignedPodAdd', pod });
}

function placedPodChanged(
  host: SchedulerHost,
  filters: Filters,
  { pod, before }: { readonly pod: Pod; readonly before: Pod },
): void {
  const { scheduler } = host;
  const uid = uidOf(pod);
  const old = findRecord(scheduler, uid);
  if (old && !old.resizing && pod.spec.containers === before.spec.containers) refreshRecord(scheduler, uid, pod);
  else placePod(scheduler, recordOf(pod), pod.spec.nodeName ?? '');
  const request = findRecord(scheduler, uid)?.request;
  if (old && request && (request.cpu < old.request.cpu || request.memory < old.request.memory))
    wakePods(host, filters, { kind: 'AssignedPodScaleDown', pod });
  if (pod.metadata.labels !== before.metadata.labels)
    wakePods(host, filters, { kind: 'AssignedPodLabel', pod, before });
}

function pendingPodChanged(host: SchedulerHost, filters: Filters, change: StoreChange): void {
  const pod = change.object as Pod; // a change of pods
  const { scheduler } = host;
  const uid = uidOf(pod);
  if (scheduler.placement.has(uid)) return; // assumed: the binding is on its way
  const waiting = findInQueue(scheduler.queue, uid);
  if (!waiting) return enqueue(host, pod);
  const before = waiting.pod;
  waiting.pod = pod;
  if (isStatusOnly(change)) return;
  waiting.request = podRequest(pod);
  queuedPodChanged(host, filters, { waiting, before });
}

function enqueue(host: SchedulerHost, pod: Pod): void {
  if ((pod.spec.schedulerName ?? SCHEDULER_NAME) !== SCHEDULER_NAME) return;
  const { queue } = host.scheduler;
  activate(
    queue,
    newQueuedPod(queue, pod, { uid: uidOf(pod), request: podRequest(pod), since: host.now, causes: host.causes }),
  );
  keepGoing(host);
}

/** Only a pod that waits aside can gain a place by its own change; one in a heap keeps its place. */
function queuedPodChanged(
  host: SchedulerHost,
  filters: Filters,
  { waiting, before }: { readonly waiting: QueuedPod; readonly before: Pod },
): void {
  const { queue } = host.scheduler;
  const pool = queue.where.get(waiting.uid);
  if (pool === 'unschedulable') wakePod(host, filters, waiting, { kind: 'PodUpdate', pod: waiting.pod, before });
  if (pool !== 'gated' || isGated(waiting.pod)) return;
  takeFromQueue(queue, waiting.uid);
  waiting.causes = host.causes;
  activate(queue, waiting);
  keepGoing(host);
}

function nodeChanged(host: SchedulerHost, filters: Filters, { type, object }: StoreChange): void {
  const node = object as Node; // a change of nodes
  const known = findNode(host.scheduler, node.metadata.name);
  if (type === 'DELETED') return nodeGone(host, filters, node.metadata.name);
  if (!known) return wakePods(host, filters, { kind: 'NodeAdd', node: addNode(host.scheduler, node) });
  const before = known.node;
  setNode(known, node);
  for (const kind of differences(before, node)) wakePods(host, filters, { kind, node: known, before });
}

function nodeGone(host: SchedulerHost, filters: Filters, name: string): void {
  const node = removeNode(host.scheduler, name);
  if (node) wakePods(host, filters, { kind: 'NodeDelete', node });
}

type NodeDifference = Extract<ClusterEvent['kind'], 'NodeAllocatable' | 'NodeLabel' | 'NodeTaint'>;

function differences(before: Node, node: Node): NodeDifference[] {
  const kinds: NodeDifference[] = [];
  if (node.status?.allocatable !== before.status?.allocatable) kinds.push('NodeAllocatable');
  if (node.metadata.labels !== before.metadata.labels) kinds.push('NodeLabel');
  if (node.spec.taints !== before.spec.taints || node.spec.unschedulable !== before.spec.unschedulable)
    kinds.push('NodeTaint');
  return kinds;
}
