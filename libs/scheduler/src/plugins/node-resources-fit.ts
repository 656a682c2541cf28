/** NodeResourcesFit: a pod needs its requests free on the node; emptier nodes score higher. */
import { capacityOf, type Capacity, type NodeInfo } from '../node-info.ts';
import { MAX_SCORE } from '../normalize.ts';
import type { PodRequest } from '../pod-request.ts';
import { always, rejection, type FilterPlugin, type Rejection, type ScorePlugin } from '../plugin.ts';

const NAME = 'NodeResourcesFit';
const TOO_MANY_PODS = 'Too many pods';
/** The rejections that nearly all full nodes give, made once. */
const NO_CPU = {
  full: rejection(NAME, 'Insufficient cpu', 'resolvable'),
  never: rejection(NAME, 'Insufficient cpu', 'unresolvable'),
};
const NO_MEMORY = {
  full: rejection(NAME, 'Insufficient memory', 'resolvable'),
  never: rejection(NAME, 'Insufficient memory', 'unresolvable'),
};

/** @source kube-scheduler v1.37 plugins/noderesources: fit.go */
export const nodeResourcesFit: FilterPlugin = {
  name: NAME,
  prepare: ({ request }) => ({ filter: (node) => (fits(request, node) ? undefined : explain(request, node)) }),
  wokenBy: {
    NodeAdd: ({ request }, { node }) => canEverFit(request, node.capacity),
    NodeAllocatable: ({ request }, { node, before }) =>
      canEverFit(request, node.capacity) && offersMore(request, node.capacity, capacityOf(before.status)),
    AssignedPodDelete: always,
    AssignedPodScaleDown: always,
    PodUpdate: always,
  },
};

function fits(request: PodRequest, node: NodeInfo): boolean {
  const { capacity } = node;
  if (node.podCount >= capacity.pods) return false;
  if (request.nothing) return true;
  if (request.cpu > 0 && request.cpu > capacity.cpu - node.cpu) return false;
  if (request.memory > 0 && request.memory > capacity.memory - node.memory) return false;
  if (request.ephemeralStorage > 0 && request.ephemeralStorage > capacity.ephemeralStorage - node.ephemeralStorage)
    return false;
  return (
    request.scalars.length === 0 ||
    request.scalars.every(([name, amount]) => amount === 0 || amount <= freeScalar(node, name))
  );
}

const freeScalar = (node: NodeInfo, name: string): number =>
  (node.capacity.scalars.get(name) ?? 0) - (node.scalars.get(name) ?? 0);

function explain(request: PodRequest, node: NodeInfo): Rejection {
  const shortages = [...lacking(request, node)];
  const unresolvable = shortages.some(({ wanted, capacity }) => wanted > capacity);
  const known = { cpu: NO_CPU, memory: NO_MEMORY }[shortages.map(({ name }) => name).join()];
  const podsFull = node.podCount >= node.capacity.pods;
  if (known && !podsFull) return unresolvable ? known.never : known.full;
  const reasons = shortages.map(({ name }) => `Insufficient ${name}`);
  return { plugin: NAME, reasons: podsFull ? [TOO_MANY_PODS, ...reasons] : reasons, unresolvable };
}

interface Shortage {
  readonly name: string;
  readonly wanted: number;
  readonly capacity: number;
}

function* lacking(request: PodRequest, node: NodeInfo): Generator<Shortage> {
  const { capacity } = node;
  const amounts: [name: string, wanted: number, capacity: number, used: number][] = [
    ['cpu', request.cpu, capacity.cpu, node.cpu],
    ['memory', request.memory, capacity.memory, node.memory],
    ['ephemeral-storage', request.ephemeralStorage, capacity.ephemeralStorage, node.ephemeralStorage],
  ];
  for (const [name, wanted] of request.scalars)
    amounts.push([name, wanted, capacity.scalars.get(name) ?? 0, node.scalars.get(name) ?? 0]);
  for (const [name, wanted, whole, used] of amounts)
    if (wanted > 0 && wanted > whole - used) yield { name, wanted, capacity: whole };
}

/** True when the pod would fit the empty node. */
function canEverFit(request: PodRequest, capacity: Capacity): boolean {
  return (
    capacity.pods > 0 &&
    request.cpu <= capacity.cpu &&
    request.memory <= capacity.memory &&
    request.ephemeralStorage <= capacity.ephemeralStorage &&
    request.scalars.every(([name, amount]) => amount <= (capacity.scalars.get(name) ?? 0))
  );
}

/** True when something that the pod needs grew. */
function offersMore(request: PodRequest, now: Capacity, before: Capacity): boolean {
  return (
    now.pods > before.pods ||
    (request.cpu > 0 && now.cpu > before.cpu) ||
    (request.memory > 0 && now.memory > before.memory) ||
    (request.ephemeralStorage > 0 && now.ephemeralStorage > before.ephemeralStorage) ||
    request.scalars.some(([name]) => (now.scalars.get(name) ?? 0) > (before.scalars.get(name) ?? 0))
  );
}

/** The mean of what stays free of cpu and of memory, in percent. @source kube-scheduler v1.37 plugins/noderesources: LeastAllocated */
export const leastAllocated: ScorePlugin = {
  name: NAME,
  weight: 1,
  prepare({ request: { nonZeroCpu, nonZeroMemory } }) {
    return ({ capacity, nonZeroCpu: cpu, nonZeroMemory: memory }) => {
      const resources = (capacity.cpu > 0 ? 1 : 0) + (capacity.memory > 0 ? 1 : 0);
      const sum = freeShare(cpu + nonZeroCpu, capacity.cpu) + freeShare(memory + nonZeroMemory, capacity.memory);
      return resources === 0 ? 0 : Math.floor(sum / resources);
    };
  },
};

function freeShare(used: number, capacity: number): number {
  return capacity === 0 || used > capacity ? 0 : Math.floor(((capacity - used) * MAX_SCORE) / capacity);
}
