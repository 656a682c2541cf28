/** The Deployment controller: moves pods from the replica sets of old templates to the one of the present template. */
import type { Millis } from '#kernel';
import type { Deployment, ReplicaSet, WorkloadCondition } from '#kube-api';
import { isTerminatingNamespace } from '#apiserver';
import { getObject, isStatusOnly, objectKey, removeObject, updateObject, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { progressing, setCondition, writeStatus } from './deployment-status.ts';
import { isTerminal, podsOwnedBy } from './owned-pods.ts';
import {
  DEPLOYMENT_CONTROLLER,
  ensureNew,
  findNew,
  isScalingEvent,
  MAX_REPLICAS,
  replicaSetsOf,
  REVISION,
  revisionOf,
  scaleTo,
} from './replica-sets-of.ts';
import { newReplicas, scaleProportionally, shrinkOld, wantedBy, wantedOf, availableOf } from './rollout.ts';
import { changedKey, controllerKey, onWake, requestSync, takeSync } from './sync-queue.ts';

const WATCH_DELAY: Millis = 3;

/** @source kube-controller-manager v1.37 pkg/controller/deployment */
export const deploymentController: Controller = {
  name: DEPLOYMENT_CONTROLLER,
  subscriptions: [
    { resource: 'deployments', delay: WATCH_DELAY },
    { resource: 'replicasets', delay: WATCH_DELAY, ownedBy: 'Deployment' },
  ],
  steps: { watch: onChange, sync: onSync, wake: onWake(DEPLOYMENT_CONTROLLER) },
};

function onChange(host: ControllersHost, change: StoreChange): void {
  const isOwn = change.resource === 'deployments';
  if (isOwn && (change.type === 'DELETED' || isStatusOnly(change))) return;
  const key = isOwn ? changedKey(change) : controllerKey(change.object, 'Deployment');
  if (key !== undefined) requestSync(host, { controller: DEPLOYMENT_CONTROLLER, key });
}

function onSync(host: ControllersHost, payload: Parameters<typeof takeSync>[2]): void {
  const key = takeSync(host, DEPLOYMENT_CONTROLLER, payload);
  const deployment = key === undefined ? undefined : findDeployment(host, key);
  if (!deployment || deployment.metadata.deletionTimestamp) return;
  const replicaSets = replicaSetsOf(host, deployment);
  if (deployment.spec.paused || isScalingEvent(deployment, replicaSets)) scale(host, deployment, replicaSets);
  else if (!isTerminatingNamespace(host, deployment.metadata.namespace ?? '')) rollOut(host, deployment, replicaSets);
  const all = replicaSetsOf(host, deployment);
  const current = findDeployment(host, objectKey(deployment)) ?? deployment;
  writeStatus(host, { deployment: current, all, newest: findNew(current, all) });
}

const findDeployment = ({ store }: ControllersHost, key: string): Deployment | undefined =>
  getObject(store, 'deployments', key) as Deployment | undefined; // holds Deployments

/** The number of replicas changed: the newest replica set takes the change, or all share it in the middle of a rollout. */
function scale(host: ControllersHost, deployment: Deployment, replicaSets: readonly ReplicaSet[]): void {
  const { spec } = deployment;
  const replicas = spec.replicas ?? 1;
  const active = replicaSets.filter((each) => wantedOf(each) > 0);
  const newest = findNew(deployment, replicaSets);
  const only = active.length <= 1 ? (active[0] ?? newest) : undefined;
  if (only) return void scaleTo(host, deployment, only, replicas);
  const isSaturated = newest && wantedOf(newest) === replicas && availableOf(newest) === replicas;
  if (isSaturated) for (const old of active) if (old !== newest) scaleTo(host, deployment, old, 0);
  if (isSaturated || spec.strategy?.type === 'Recreate') return;
  const before = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[MAX_REPLICAS] ?? replicas);
  for (const [replicaSet, size] of scaleProportionally(spec, active, before))
    scaleTo(host, deployment, replicaSet, size);
}

function rollOut(host: ControllersHost, deployment: Deployment, before: readonly ReplicaSet[]): void {
  const { spec } = deployment;
  const known = findNew(deployment, before);
  const olderThan = (newest: ReplicaSet | undefined): readonly ReplicaSet[] =>
    before.filter(({ metadata }) => metadata.uid !== newest?.metadata.uid);
  if (spec.strategy?.type === 'Recreate' && !stopOld(host, deployment, olderThan(known))) return;
  const newest = ensureNew(host, deployment, before);
  if (!newest) return;
  noteRevision(host, deployment, newest);
  noteProgress(host, deployment, { newest, isNew: !known });
  const old = olderThan(newest);
  if (grow(host, deployment, { newest, old })) return;
  const sizes = shrinkOld(spec, old, newest);
  for (const [replicaSet, size] of sizes) scaleTo(host, deployment, replicaSet, size);
  if (sizes.size === 0) cleanUp(host, deployment, { newest, old });
}

interface Generations {
  readonly newest: ReplicaSet;
  readonly old: readonly ReplicaSet[];
}

/** The newest replica set first; true when it was scaled, which ends the pass. */
function grow(host: ControllersHost, deployment: Deployment, { newest, old }: Generations): boolean {
  const { spec } = deployment;
  const size = wantedOf(newest);
  const replicas = spec.replicas ?? 1;
  const wanted = size > replicas ? replicas : newReplicas(spec, [...old, newest], size);
  scaleTo(host, deployment, newest, wanted);
  return wanted !== size;
}

/** Recreate: true when no pod of an old template is left. */
function stopOld(host: ControllersHost, deployment: Deployment, old: readonly ReplicaSet[]): boolean {
  for (const replicaSet of old) if (wantedOf(replicaSet) > 0) scaleTo(host, deployment, replicaSet, 0);
  return wantedBy(old) === 0 && old.every((replicaSet) => podsOwnedBy(host, replicaSet).every(isTerminal));
}

/** The revision of the newest replica set is the deployment's. */
function noteRevision(host: ControllersHost, deployment: Deployment, newest: ReplicaSet): void {
  const current = findDeployment(host, objectKey(deployment));
  const revision = String(revisionOf(newest));
  if (!current || current.metadata.annotations?.[REVISION] === revision) return;
  const annotations = { ...current.metadata.annotations, [REVISION]: revision };
  updateObject(host, 'deployments', { ...current, metadata: { ...current.metadata, annotations } });
}

function noteProgress(
  host: ControllersHost,
  deployment: Deployment,
  { newest, isNew }: { readonly newest: ReplicaSet; readonly isNew: boolean },
): void {
  const current = findDeployment(host, objectKey(deployment));
  const before: readonly WorkloadCondition[] = current?.status?.conditions ?? [];
  const isKnown = before.some(({ type }) => type === 'Progressing');
  if (!current || (!isNew && isKnown)) return;
  const { name } = newest.metadata;
  const text = isNew
    ? progressing('NewReplicaSetCreated', `Created new replica set "${name}"`)
    : progressing('FoundNewReplicaSet', `Found new replica set "${name}"`);
  const conditions = setCondition(host, before, text);
  updateObject(host, 'deployments', { ...current, status: { ...current.status, conditions } });
}

/** Old replica sets beyond the limit go, oldest first, once the rollout is over. */
function cleanUp(host: ControllersHost, { spec }: Deployment, { newest, old }: Generations): void {
  const isOver = availableOf(newest) === (spec.replicas ?? 1) && wantedBy(old) === 0;
  const surplus = old.length - (spec.revisionHistoryLimit ?? 10);
  if (!isOver || surplus <= 0) return;
  const isEmpty = ({ metadata, status }: ReplicaSet): boolean =>
    (status?.replicas ?? 0) === 0 && !metadata.deletionTimestamp;
  for (const replicaSet of old.slice(0, surplus).filter(isEmpty)) removeObject(host, 'replicasets', replicaSet);
}
