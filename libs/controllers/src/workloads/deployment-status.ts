/** The status of a deployment: its counts, whether it is available, and how its rollout goes. */
import { SECOND } from '#kernel';
import {
  findCondition,
  parseTime,
  type Deployment,
  type DeploymentStatus,
  type ReplicaSet,
  type WorkloadCondition,
} from '#kube-api';
import { timestampOf } from '#apiserver';
import { findObject, objectKey, updateObject } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { omitZeros, sameData } from './plain.ts';
import { DEPLOYMENT_CONTROLLER } from './replica-sets-of.ts';
import { availableIn, countIn, maxUnavailable, wantedBy } from './rollout.ts';
import { requestWake } from './sync-queue.ts';

type Conditions = readonly WorkloadCondition[];
type Text = Pick<WorkloadCondition, 'type' | 'status'> & { readonly reason: string; readonly message: string };

/**
 * The list with a condition set: one that says the same stays, another one goes to the end; the time of transition stands
 * while the status does.
 * @source kube-controller-manager v1.37 pkg/controller/deployment/util: SetDeploymentCondition
 */
export function setCondition(host: ControllersHost, conditions: Conditions, text: Text): Conditions {
  const before = findCondition(conditions, text.type);
  if (before?.status === text.status && before.reason === text.reason) return conditions;
  return renewCondition(host, conditions, text);
}

function renewCondition(host: ControllersHost, conditions: Conditions, text: Text): Conditions {
  const now = timestampOf(host);
  const before = findCondition(conditions, text.type);
  const kept = before?.status === text.status ? before.lastTransitionTime : undefined;
  const { type, status, reason, message } = text;
  const condition = { type, status, lastUpdateTime: now, lastTransitionTime: kept ?? now, reason, message };
  return [...conditions.filter((each) => each.type !== type), condition];
}

export const progressing = (reason: string, message: string, status: 'True' | 'False' = 'True'): Text => ({
  type: 'Progressing',
  status,
  reason,
  message,
});

export interface Rollout {
  readonly deployment: Deployment;
  readonly all: readonly ReplicaSet[];
  readonly newest: ReplicaSet | undefined;
}

/** @source kube-controller-manager v1.37 pkg/controller/deployment: calculateStatus */
function countsOf(host: ControllersHost, { deployment, all, newest }: Rollout): DeploymentStatus {
  const { spec, metadata, status = {} } = deployment;
  const available = availableIn(all);
  const terminating = countIn(all, (each) => each.status?.terminatingReplicas ?? 0);
  const isAvailable = available >= (spec.replicas ?? 1) - maxUnavailable(spec);
  const text: Text = isAvailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
  return {
    ...omitZeros({
      observedGeneration: metadata.generation ?? 0,
      replicas: countIn(all, (each) => each.status?.replicas ?? 0),
      updatedReplicas: newest?.status?.replicas ?? 0,
      readyReplicas: countIn(all, (each) => each.status?.readyReplicas ?? 0),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, wantedBy(all) - available),
    }),
    terminatingReplicas: terminating,
    ...(status.collisionCount !== undefined && { collisionCount: status.collisionCount }),
    conditions: setCondition(host, status.conditions ?? [], text),
  };
}

/**
 * Writes the status, with the progress of the rollout if the deployment has a deadline for it.
 * @source kube-controller-manager v1.37 pkg/controller/deployment: syncRolloutStatus
 */
export function writeStatus(host: ControllersHost, rollout: Rollout): void {
  const { deployment } = rollout;
  const counts = countsOf(host, rollout);
  const conditions = withFailure(host, progressOf(host, rollout, counts), rollout.newest);
  const status = { ...counts, conditions };
  const current = findObject(host.store, 'deployments', deployment.metadata) as Deployment | undefined; // holds Deployments
  if (current && !sameData(status, current.status)) updateObject(host, 'deployments', { ...current, status });
  planDeadline(host, deployment, conditions);
}

/** What hinders the newest replica set hinders the deployment. */
function withFailure(host: ControllersHost, conditions: Conditions, newest: ReplicaSet | undefined): Conditions {
  const failure = findCondition(newest?.status?.conditions, 'ReplicaFailure');
  if (!failure) return conditions.filter(({ type }) => type !== 'ReplicaFailure');
  const { reason = '', message = '' } = failure;
  return setCondition(host, conditions, { type: 'ReplicaFailure', status: 'True', reason, message });
}

function progressOf(host: ControllersHost, rollout: Rollout, counts: DeploymentStatus): Conditions {
  const { deployment, newest } = rollout;
  const { conditions = [] } = counts;
  const name = newest?.metadata.name ?? '';
  const before = findCondition(conditions, 'Progressing');
  const isDone = counts.replicas === counts.updatedReplicas && before?.reason === 'NewReplicaSetAvailable';
  if (isDone) return conditions;
  if (isComplete(deployment, counts))
    return setCondition(
      host,
      conditions,
      progressing('NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`),
    );
  if (hasProgressed(deployment.status ?? {}, counts))
    return renewCondition(host, conditions, progressing('ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`));
  if (!isTimedOut(host, deployment, before)) return conditions;
  const message = `ReplicaSet "${name}" has timed out progressing.`;
  return setCondition(host, conditions, progressing('ProgressDeadlineExceeded', message, 'False'));
}

function isComplete({ spec, metadata }: Deployment, counts: DeploymentStatus): boolean {
  const replicas = spec.replicas ?? 1;
  const { updatedReplicas = 0, replicas: total = 0, availableReplicas = 0, observedGeneration = 0 } = counts;
  const isFull = updatedReplicas === replicas && total === replicas && availableReplicas === replicas;
  return isFull && observedGeneration >= (metadata.generation ?? 0);
}

function hasProgressed(before: DeploymentStatus, now: DeploymentStatus): boolean {
  const grew = (read: (status: DeploymentStatus) => number | undefined): boolean =>
    (read(now) ?? 0) > (read(before) ?? 0);
  const oldOf = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    grew(({ updatedReplicas }) => updatedReplicas) ||
    oldOf(now) < oldOf(before) ||
    grew(({ readyReplicas }) => readyReplicas) ||
    grew(({ availableReplicas }) => availableReplicas)
  );
}

function isTimedOut(
  { epoch, now }: ControllersHost,
  { spec }: Deployment,
  condition: WorkloadCondition | undefined,
): boolean {
  if (condition?.lastUpdateTime === undefined || condition.reason === 'NewReplicaSetAvailable') return false;
  if (condition.reason === 'ProgressDeadlineExceeded') return true;
  return epoch + now > parseTime(condition.lastUpdateTime) + (spec.progressDeadlineSeconds ?? 600) * SECOND;
}

/** The deadline is looked at a second after it has passed. */
function planDeadline(host: ControllersHost, deployment: Deployment, conditions: Conditions): void {
  const condition = findCondition(conditions, 'Progressing');
  if (
    condition?.lastUpdateTime === undefined ||
    condition.status !== 'True' ||
    condition.reason === 'NewReplicaSetAvailable'
  )
    return;
  const { progressDeadlineSeconds = 600 } = deployment.spec;
  const due = parseTime(condition.lastUpdateTime) + (progressDeadlineSeconds + 1) * SECOND;
  const delay = due - host.epoch - host.now;
  if (delay > 0) requestWake(host, { controller: DEPLOYMENT_CONTROLLER, key: objectKey(deployment) }, delay);
}
