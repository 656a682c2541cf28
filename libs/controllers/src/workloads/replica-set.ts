/** The ReplicaSet controller: keeps as many pods as a replica set asks for. */
import { aside, SECOND, type Millis } from '#kernel';
import { findCondition, isPodReady, parseTime, type Pod, type ReplicaSet, type ReplicaSetStatus } from '#kube-api';
import { timestampOf } from '#apiserver';
import { getObject, isStatusOnly, updateObject, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { inDeletionOrder } from './deletion-rank.ts';
import {
  claimPods,
  createPod,
  deleteOwnedPod,
  forgetOwner,
  isActive,
  isTerminal,
  isTerminating,
  podsOwnedBy,
  trackPod,
  type Actor,
} from './owned-pods.ts';
import { omitZeros, sameData } from './plain.ts';
import {
  changedKey,
  controllerKey,
  forgetRetries,
  onWake,
  requestSync,
  requestWake,
  retrySync,
  takeSync,
} from './sync-queue.ts';

const NAME = 'replicaset-controller';
const WATCH_DELAY: Millis = 3;
/** Pods created or deleted in one sync at most. */
const BURST = 500;

/** @source kube-controller-manager v1.37 pkg/controller/replicaset */
export const replicaSetController: Controller = {
  name: NAME,
  subscriptions: [
    { resource: 'replicasets', delay: WATCH_DELAY },
    { resource: 'pods', delay: WATCH_DELAY, ownedBy: 'ReplicaSet' },
  ],
  steps: { watch: onChange, sync: onSync, wake: onWake(NAME) },
};

function onChange(host: ControllersHost, change: StoreChange): void {
  if (change.resource === 'pods') return podChanged(host, change);
  if (change.type === 'DELETED') return forgetOwner(host, change.object);
  if (change.type === 'ADDED' || !isStatusOnly(change))
    requestSync(host, { controller: NAME, key: changedKey(change) });
}

/** Of a pod only what its replica set counts matters. */
function podChanged(host: ControllersHost, change: StoreChange): void {
  trackPod(host, change);
  const key = controllerKey(change.object, 'ReplicaSet');
  const before = change.previous as Pod | undefined; // a change of pods
  const pod = change.object as Pod; // a change of pods
  if (change.type === 'MODIFIED' && before && countedAs(pod) === countedAs(before)) return;
  if (key !== undefined) requestSync(host, { controller: NAME, key });
}

const countedAs = (pod: Pod): string =>
  `${isTerminal(pod)} ${isTerminating(pod)} ${isPodReady(pod)} ${JSON.stringify(pod.metadata.labels ?? {})}`;

function onSync(host: ControllersHost, payload: Parameters<typeof takeSync>[2]): void {
  const key = takeSync(host, NAME, payload);
  const replicaSet =
    key === undefined ? undefined : (getObject(host.store, 'replicasets', key) as ReplicaSet | undefined); // holds ReplicaSets
  if (!replicaSet || replicaSet.metadata.deletionTimestamp) return;
  const actor: Actor = { controller: NAME, owner: replicaSet };
  claimPods(host, actor, replicaSet.spec.selector);
  const failure = manage(host, actor, replicaSet);
  writeStatus(host, replicaSet, failure);
  const request = { controller: NAME, key: payload.key };
  if (failure === undefined) forgetRetries(host, request);
  else retrySync(host, request);
}

function manage(host: ControllersHost, actor: Actor, { spec }: ReplicaSet): string | undefined {
  const active = podsOwnedBy(host, actor.owner).filter(isActive);
  const surplus = active.length - (spec.replicas ?? 1);
  if (surplus > 0)
    for (const pod of inDeletionOrder(active).slice(0, Math.min(surplus, BURST)))
      aside(host, () => deleteOwnedPod(host, actor, pod));
  for (let missing = Math.min(-surplus, BURST); missing > 0; missing--) {
    const failure = aside(host, () => createPod(host, actor, spec.template));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** @source kube-controller-manager v1.37 pkg/controller/replicaset: calculateStatus */
function writeStatus(host: ControllersHost, replicaSet: ReplicaSet, failure: string | undefined): void {
  const current = getObject(
    host.store,
    'replicasets',
    `${replicaSet.metadata.namespace ?? ''}/${replicaSet.metadata.name}`,
  );
  if (!current) return;
  const owned = podsOwnedBy(host, replicaSet);
  const active = owned.filter(isActive);
  const labels = Object.entries(replicaSet.spec.template.metadata?.labels ?? {});
  const isLabeled = ({ metadata }: Pod): boolean => labels.every(([key, value]) => metadata.labels?.[key] === value);
  const { generation } = replicaSet.metadata;
  const conditions = conditionsOf(host, replicaSet, failure);
  const status: ReplicaSetStatus = {
    replicas: active.length,
    ...omitZeros({
      fullyLabeledReplicas: active.filter(isLabeled).length,
      readyReplicas: active.filter(isPodReady).length,
      availableReplicas: countAvailable(host, replicaSet, active),
    }),
    terminatingReplicas: owned.filter((pod) => isTerminating(pod) && !isTerminal(pod)).length,
    ...(generation !== undefined && { observedGeneration: generation }),
    ...(conditions.length > 0 && { conditions }),
  };
  if (!sameData(status, replicaSet.status)) updateObject(host, 'replicasets', { ...(current as ReplicaSet), status }); // holds ReplicaSets
}

function conditionsOf(
  host: ControllersHost,
  { status }: ReplicaSet,
  failure: string | undefined,
): NonNullable<ReplicaSetStatus['conditions']> {
  const others = (status?.conditions ?? []).filter(({ type }) => type !== 'ReplicaFailure');
  if (failure === undefined) return others;
  const before = status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
  const lastTransitionTime = before?.lastTransitionTime ?? timestampOf(host);
  return [
    ...others,
    { type: 'ReplicaFailure', status: 'True', lastTransitionTime, reason: 'FailedCreate', message: failure },
  ];
}

/** Ready for long enough; for those that are not yet, a sync is planned. */
function countAvailable(host: ControllersHost, { metadata, spec }: ReplicaSet, active: readonly Pod[]): number {
  const ready = active.filter(isPodReady);
  const { minReadySeconds = 0 } = spec;
  if (minReadySeconds === 0) return ready.length;
  const waits = ready.map((pod) => readyAt(pod) + minReadySeconds * SECOND - (host.epoch + host.now));
  const soonest = Math.min(...waits.filter((wait) => wait > 0));
  const key = `${metadata.namespace ?? ''}/${metadata.name}`;
  if (soonest < Infinity) requestWake(host, { controller: NAME, key }, soonest);
  return waits.filter((wait) => wait <= 0).length;
}

const readyAt = ({ status }: Pod): number =>
  parseTime(findCondition(status?.conditions, 'Ready')?.lastTransitionTime ?? '');
