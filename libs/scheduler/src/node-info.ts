/** One node as the scheduler sees it: the Node, the pods on it and their sums, kept up to date pod by pod. */
import type { Node, NodeStatus, Pod, Taint } from '#kube-api';
import { amountsOf, type PodRequest } from './pod-request.ts';

/** A pod that occupies a node, bound or assumed. Replaced, never changed. */
export interface PodRecord {
  readonly uid: string;
  readonly pod: Pod;
  readonly request: PodRequest;
  readonly priority: number;
  /** The kubelet has not finished a resize: the request depends on the status. */
  readonly resizing: boolean;
}

/** What a node offers to pods; amounts as in {@link PodRequest}. */
export interface Capacity {
  readonly cpu: number;
  readonly memory: number;
  readonly ephemeralStorage: number;
  readonly pods: number;
  readonly scalars: ReadonlyMap<string, number>;
}

/** Invariant: every sum is the sum over `pods`. */
export interface NodeInfo {
  readonly name: string;
  node: Node;
  capacity: Capacity;
  /** Taints that keep pods away (NoSchedule, NoExecute). */
  barring: readonly Taint[];
  /** Taints that only count against the node (PreferNoSchedule). */
  discouraging: readonly Taint[];
  readonly pods: Map<string, PodRecord>;
  /** How many they are: every filter of every cycle asks, and a number is at hand. */
  podCount: number;
  cpu: number;
  memory: number;
  ephemeralStorage: number;
  readonly scalars: Map<string, number>;
  nonZeroCpu: number;
  nonZeroMemory: number;
  /** Host IPs in use by `<protocol>/<port>`. */
  readonly ports: Map<string, string[]>;
  /** Pods with any affinity or anti-affinity to pods, and those with required anti-affinity. */
  affinityPods: number;
  antiAffinityPods: number;
}

const NO_TAINTS: readonly Taint[] = Object.freeze([]);

export function createNodeInfo(node: Node): NodeInfo {
  const sums = {
    podCount: 0,
    cpu: 0,
    memory: 0,
    ephemeralStorage: 0,
    nonZeroCpu: 0,
    nonZeroMemory: 0,
    affinityPods: 0,
    antiAffinityPods: 0,
  };
  return {
    name: node.metadata.name,
    node,
    capacity: capacityOf(node.status),
    barring: barringTaints(node),
    discouraging: discouragingTaints(node),
    pods: new Map(),
    scalars: new Map(),
    ports: new Map(),
    ...sums,
  };
}

/** Takes over a newer version of the Node. */
export function setNode(info: NodeInfo, node: Node): void {
  if (node.status?.allocatable !== info.node.status?.allocatable) info.capacity = capacityOf(node.status);
  if (node.spec.taints !== info.node.spec.taints) {
    info.barring = barringTaints(node);
    info.discouraging = discouragingTaints(node);
  }
  info.node = node;
}

/** What pods may use of a node: its allocatable amounts. */
export function capacityOf(status: NodeStatus | undefined): Capacity {
  const amounts = amountsOf(status?.allocatable);
  const [cpu = 0, memory = 0, ephemeralStorage = 0, pods = 0] = ['cpu', 'memory', 'ephemeral-storage', 'pods'].map(
    (name) => amounts.get(name),
  );
  for (const name of ['cpu', 'memory', 'ephemeral-storage', 'pods']) amounts.delete(name);
  return Object.freeze({ cpu, memory, ephemeralStorage, pods, scalars: amounts });
}

export function barringTaints(node: Node): readonly Taint[] {
  return node.spec.taints?.filter(({ effect }) => effect !== 'PreferNoSchedule') ?? NO_TAINTS;
}

function discouragingTaints(node: Node): readonly Taint[] {
  return node.spec.taints?.filter(({ effect }) => effect === 'PreferNoSchedule') ?? NO_TAINTS;
}

/** Counts a pod on the node. */
export function addRecord(info: NodeInfo, record: PodRecord): void {
  info.pods.set(record.uid, record);
  count(info, record, 1);
  for (const { protocol, port, ip } of record.request.hostPorts) {
    const key = `${protocol}/${port}`;
    info.ports.set(key, [...(info.ports.get(key) ?? []), ip]);
  }
}

/** Takes a pod off the node again; nothing happens if it is not there. */
export function removeRecord(info: NodeInfo, uid: string): void {
  const record = info.pods.get(uid);
  if (!record) return;
  info.pods.delete(uid);
  count(info, record, -1);
  for (const { protocol, port, ip } of record.request.hostPorts) releasePort(info, `${protocol}/${port}`, ip);
}

function count(info: NodeInfo, { pod, request }: PodRecord, sign: 1 | -1): void {
  info.podCount += sign;
  info.cpu += sign * request.cpu;
  info.memory += sign * request.memory;
  info.ephemeralStorage += sign * request.ephemeralStorage;
  info.nonZeroCpu += sign * request.nonZeroCpu;
  info.nonZeroMemory += sign * request.nonZeroMemory;
  for (const [name, amount] of request.scalars) info.scalars.set(name, (info.scalars.get(name) ?? 0) + sign * amount);
  if (hasPodAffinity(pod)) info.affinityPods += sign;
  if (hasRequiredAntiAffinity(pod)) info.antiAffinityPods += sign;
}

function releasePort(info: NodeInfo, key: string, ip: string): void {
  const ips = info.ports.get(key) ?? [];
  const rest = ips.toSpliced(ips.indexOf(ip), 1);
  if (rest.length > 0) info.ports.set(key, rest);
  else info.ports.delete(key);
}

export function hasPodAffinity({ spec }: Pod): boolean {
  return spec.affinity?.podAffinity !== undefined || spec.affinity?.podAntiAffinity !== undefined;
}

export function hasRequiredAntiAffinity({ spec }: Pod): boolean {
  return (spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length ?? 0) > 0;
}
