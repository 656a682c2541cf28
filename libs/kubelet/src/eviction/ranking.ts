/** The order in which pods are evicted when a resource is short. */
import { quantityValue, type Pod } from '#kube-api';
import type { Usage } from '#runtime';
import { podResources } from '../pod-resources.ts';
import type { PodStats } from './node-usage.ts';
import type { Starved } from './signals.ts';

/** What a pod has of a resource, in the figures and in its requests. */
export const usageOf: Readonly<Record<Starved, (usage: Usage) => number>> = {
  memory: ({ memory }) => memory,
  'ephemeral-storage': ({ ephemeralStorage }) => ephemeralStorage,
  inodes: ({ inodes }) => inodes,
  pids: ({ pids }) => pids,
};

export interface Candidate {
  readonly pod: Pod;
  readonly stats: PodStats | undefined;
}

/** Below zero: the first of the two goes first. */
type Order = (a: Candidate, b: Candidate) => number;

const priorityOf = ({ pod }: Candidate): number => pod.spec.priority ?? 0;
const byPriority: Order = (a, b) => priorityOf(a) - priorityOf(b);

/** True goes first. */
const trueFirst = (a: boolean, b: boolean): number => Number(b) - Number(a);

/** A pod without statistics goes before one that has them. */
const known =
  (order: Order): Order =>
  (a, b) =>
    a.stats && b.stats ? order(a, b) : trueFirst(a.stats === undefined, b.stats === undefined);

function excessOf(resource: Starved): (candidate: Candidate) => number {
  return ({ pod, stats }) =>
    (stats ? usageOf[resource](stats.total) : 0) -
    quantityValue(podResources(pod, undefined).resources.requests?.[resource]);
}

function byExcess(resource: Starved): readonly Order[] {
  const excess = excessOf(resource);
  return [known((a, b) => trueFirst(excess(a) > 0, excess(b) > 0)), byPriority, known((a, b) => excess(b) - excess(a))];
}

/**
 * Memory and disk: who takes more than it asked for, then who matters less, then who takes most beyond its request.
 * Processes are not asked for: who matters less, then who has most.
 * @source kubelet v1.37 pkg/kubelet/eviction/helpers.go rankMemoryPressure, rankDiskPressureFunc, rankPIDPressure
 */
const orders: Readonly<Record<Starved, readonly Order[]>> = {
  memory: byExcess('memory'),
  'ephemeral-storage': byExcess('ephemeral-storage'),
  inodes: byExcess('inodes'),
  pids: [byPriority, known((a, b) => (b.stats?.total.pids ?? 0) - (a.stats?.total.pids ?? 0))],
};

/** The candidates in the order in which they go; equal ones stay as they were. */
export function rankPods<T extends Candidate>(candidates: readonly T[], resource: Starved): readonly T[] {
  return candidates.toSorted((a, b) => {
    for (const order of orders[resource]) {
      const first = order(a, b);
      if (first !== 0) return first;
    }
    return 0;
  });
}
