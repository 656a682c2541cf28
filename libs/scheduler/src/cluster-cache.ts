/** The scheduler's picture of nodes and of the pods on them, changed one object at a time. */
import { required } from '#kernel';
import type { Node, Pod } from '#kube-api';
import { objectKey } from '#object-store';
import {
  addRecord,
  createNodeInfo,
  hasPodAffinity,
  hasRequiredAntiAffinity,
  removeRecord,
  type NodeInfo,
  type PodRecord,
} from './node-info.ts';
import { podRequest, specRequest } from './pod-request.ts';
import type { SchedulerState } from './scheduler-state.ts';

/** What tells a pod from a later one of the same name. */
export const uidOf = (pod: Pod): string => pod.metadata.uid ?? objectKey(pod);

export function findNode(state: SchedulerState, name: string): NodeInfo | undefined {
  const index = state.nodeIndex.get(name);
  return index === undefined ? undefined : state.nodes[index];
}

export function addNode(state: SchedulerState, node: Node): NodeInfo {
  const info = createNodeInfo(node);
  state.nodeIndex.set(info.name, state.nodes.length);
  state.nodes.push(info);
  for (const record of state.strays.get(info.name)?.values() ?? []) addRecord(info, record);
  state.strays.delete(info.name);
  return info;
}

/** Forgets a node; its pods stay known, as the API still has them. */
export function removeNode(state: SchedulerState, name: string): NodeInfo | undefined {
  const info = findNode(state, name);
  if (!info) return undefined;
  state.nodes.splice(required(state.nodeIndex.get(name), `place of node ${name}`), 1);
  state.nodeIndex.clear();
  state.nodes.forEach((other, index) => state.nodeIndex.set(other.name, index));
  if (info.pods.size > 0) state.strays.set(name, new Map(info.pods));
  return info;
}

/** The record of a pod that occupies a node. */
export function recordOf(pod: Pod): PodRecord {
  const request = podRequest(pod);
  const statuses = pod.status?.containerStatuses;
  const resizing = statuses?.some(({ allocatedResources }) => allocatedResources)
    ? !isSame(request, specRequest(pod))
    : false;
  return { uid: uidOf(pod), pod, request, priority: pod.spec.priority ?? 0, resizing };
}

const isSame = (a: PodRecord['request'], b: PodRecord['request']): boolean =>
  a.cpu === b.cpu && a.memory === b.memory && a.ephemeralStorage === b.ephemeralStorage;

/** Counts a pod on a node, which need not exist. A pod counted elsewhere, or in an older version, moves. */
export function placePod(state: SchedulerState, record: PodRecord, nodeName: string): void {
  unplacePod(state, record.uid);
  state.placement.set(record.uid, nodeName);
  if (hasPodAffinity(record.pod)) state.affinityPods++;
  if (hasRequiredAntiAffinity(record.pod)) state.antiAffinityPods++;
  const info = findNode(state, nodeName);
  if (info) addRecord(info, record);
  else strayPods(state, nodeName).set(record.uid, record);
}

function strayPods(state: SchedulerState, nodeName: string): Map<string, PodRecord> {
  const known = state.strays.get(nodeName);
  if (known) return known;
  const pods = new Map<string, PodRecord>();
  state.strays.set(nodeName, pods);
  return pods;
}

/** Takes a pod off its node and returns it; undefined when it occupied none. */
export function unplacePod(state: SchedulerState, uid: string): PodRecord | undefined {
  const record = findRecord(state, uid);
  if (!record) return undefined;
  const nodeName = state.placement.get(uid) ?? '';
  state.placement.delete(uid);
  if (hasPodAffinity(record.pod)) state.affinityPods--;
  if (hasRequiredAntiAffinity(record.pod)) state.antiAffinityPods--;
  const info = findNode(state, nodeName);
  if (info) removeRecord(info, uid);
  else dropStray(state, nodeName, uid);
  return record;
}

function dropStray(state: SchedulerState, nodeName: string, uid: string): void {
  const pods = state.strays.get(nodeName);
  pods?.delete(uid);
  if (pods?.size === 0) state.strays.delete(nodeName);
}

/** The record of a pod that occupies a node. */
export function findRecord(state: SchedulerState, uid: string): PodRecord | undefined {
  const nodeName = state.placement.get(uid);
  if (nodeName === undefined) return undefined;
  return findNode(state, nodeName)?.pods.get(uid) ?? state.strays.get(nodeName)?.get(uid);
}

/** Replaces the record of a pod whose request is unchanged. */
export function refreshRecord(state: SchedulerState, uid: string, pod: Pod): void {
  const record = findRecord(state, uid);
  if (record) podsOf(state, state.placement.get(uid) ?? '')?.set(uid, { ...record, pod });
}

function podsOf(state: SchedulerState, nodeName: string): Map<string, PodRecord> | undefined {
  return findNode(state, nodeName)?.pods ?? state.strays.get(nodeName);
}
