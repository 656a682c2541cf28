/** The arithmetic of a rolling update. */
import type { DeploymentSpec, IntOrPercent, ReplicaSet } from '#kube-api';

const sumOf = (replicaSets: readonly ReplicaSet[], read: (replicaSet: ReplicaSet) => number): number =>
  replicaSets.reduce((sum, replicaSet) => sum + read(replicaSet), 0);

export const wantedOf = ({ spec }: ReplicaSet): number => spec.replicas ?? 1;
export const availableOf = ({ status }: ReplicaSet): number => status?.availableReplicas ?? 0;
export const wantedBy = (replicaSets: readonly ReplicaSet[]): number => sumOf(replicaSets, wantedOf);
export const availableIn = (replicaSets: readonly ReplicaSet[]): number => sumOf(replicaSets, availableOf);
export const countIn = sumOf;

const isRolling = ({ strategy }: DeploymentSpec): boolean => strategy?.type !== 'Recreate';

/** A number, or a percentage of a total. */
export function amountOf(value: IntOrPercent | undefined, total: number, round: (number: number) => number): number {
  if (typeof value === 'number') return value;
  return round((Number.parseInt(value ?? '0', 10) * total) / 100);
}

/** How many pods there may be beyond the replicas. */
export const maxSurge = (spec: DeploymentSpec): number =>
  isRolling(spec) ? amountOf(spec.strategy?.rollingUpdate?.maxSurge, spec.replicas ?? 1, Math.ceil) : 0;

/**
 * How many of the replicas may be missing; one, where neither surge nor absence would be allowed.
 * @source kube-controller-manager v1.37 pkg/controller/deployment/util: ResolveFenceposts, MaxUnavailable
 */
export function maxUnavailable(spec: DeploymentSpec): number {
  const replicas = spec.replicas ?? 1;
  if (!isRolling(spec) || replicas === 0) return 0;
  const allowed = amountOf(spec.strategy?.rollingUpdate?.maxUnavailable, replicas, Math.floor);
  return Math.min(allowed === 0 && maxSurge(spec) === 0 ? 1 : allowed, replicas);
}

/**
 * How many pods the newest replica set may have now.
 * @source kube-controller-manager v1.37 pkg/controller/deployment/util: NewRSNewReplicas
 */
export function newReplicas(spec: DeploymentSpec, all: readonly ReplicaSet[], current: number): number {
  const replicas = spec.replicas ?? 1;
  if (!isRolling(spec)) return replicas;
  const room = replicas + maxSurge(spec) - wantedBy(all);
  return room <= 0 ? current : current + Math.min(room, replicas - current);
}

/** How many pods of the old replica sets may go without too many missing. */
export function removable(spec: DeploymentSpec, all: readonly ReplicaSet[], newest: ReplicaSet): number {
  const atLeast = (spec.replicas ?? 1) - maxUnavailable(spec);
  return wantedBy(all) - atLeast - (wantedOf(newest) - availableOf(newest));
}

/** A new size for each replica set that should change. */
export type Sizes = ReadonlyMap<ReplicaSet, number>;

/**
 * The old replica sets after one step: pods that are not available go first, then available ones as far as the minimum allows.
 * @source kube-controller-manager v1.37 pkg/controller/deployment: reconcileOldReplicaSets
 */
export function shrinkOld(spec: DeploymentSpec, old: readonly ReplicaSet[], newest: ReplicaSet): Sizes {
  const all = [...old, newest];
  const sizes = new Map<ReplicaSet, number>();
  let budget = removable(spec, all, newest);
  if (wantedBy(old) === 0 || budget <= 0) return sizes;
  const sizeOf = (replicaSet: ReplicaSet): number => sizes.get(replicaSet) ?? wantedOf(replicaSet);
  for (const replicaSet of old) {
    const unhealthy = Math.min(Math.max(0, budget), Math.max(0, wantedOf(replicaSet) - availableOf(replicaSet)));
    if (unhealthy > 0) sizes.set(replicaSet, wantedOf(replicaSet) - unhealthy);
    budget -= unhealthy;
  }
  let spare = availableIn(all) - ((spec.replicas ?? 1) - maxUnavailable(spec));
  for (const replicaSet of old) {
    const removed = Math.min(Math.max(0, spare), sizeOf(replicaSet));
    if (removed > 0) sizes.set(replicaSet, sizeOf(replicaSet) - removed);
    spare -= removed;
  }
  return sizes;
}

/**
 * A change of the number of replicas in the middle of a rollout, shared out by size.
 * @source kube-controller-manager v1.37 pkg/controller/deployment: scale; util: GetReplicaSetProportion
 */
export function scaleProportionally(
  spec: DeploymentSpec,
  active: readonly ReplicaSet[],
  maxBefore: (replicaSet: ReplicaSet) => number,
): Sizes {
  const replicas = spec.replicas ?? 1;
  const allowed = replicas > 0 ? replicas + maxSurge(spec) : 0;
  const toAdd = allowed - wantedBy(active);
  const sorted = active.toSorted((a, b) => wantedOf(b) - wantedOf(a));
  const sizes = new Map<ReplicaSet, number>();
  let added = 0;
  for (const replicaSet of sorted) {
    const share = shareOf(replicaSet, { spec, toAdd, added, before: maxBefore(replicaSet) });
    sizes.set(replicaSet, wantedOf(replicaSet) + share);
    added += share;
  }
  const [largest] = sorted;
  if (largest && toAdd !== 0) sizes.set(largest, Math.max(0, (sizes.get(largest) ?? 0) + toAdd - added));
  return sizes;
}

interface Share {
  readonly spec: DeploymentSpec;
  readonly toAdd: number;
  readonly added: number;
  readonly before: number;
}

function shareOf(replicaSet: ReplicaSet, { spec, toAdd, added, before }: Share): number {
  const size = wantedOf(replicaSet);
  if (size === 0 || toAdd === 0 || added === toAdd) return 0;
  const replicas = spec.replicas ?? 1;
  const fraction = replicas === 0 ? -size : Math.round((size * (replicas + maxSurge(spec))) / before) - size;
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}
