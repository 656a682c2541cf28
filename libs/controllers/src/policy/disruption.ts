/** The disruption controller: how many pods of each budget may be evicted now. */
import { aside, type Millis } from '#kernel';
import { timestampOf } from '#apiserver';
import {
  findCondition,
  isPodReady,
  isUnderBudget,
  type KubeObject,
  type Pod,
  type PodDisruptionBudget,
  type PodDisruptionBudgetStatus,
} from '#kube-api';
import { getObject, hasObjects, listObjects, objectKey, updateObject, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { watchPods } from '../watch-pods.ts';
import { isTerminating } from '../workloads/owned-pods.ts';
import { sameData } from '../workloads/plain.ts';
import { onWake, requestSync, takeSync } from '../workloads/sync-queue.ts';
import { expectedPods } from './expected-pods.ts';

const NAME = 'disruption-controller';
const WATCH_DELAY: Millis = 4;

/**
 * It hears of pods only while there is a budget.
 * @source kube-controller-manager v1.37 pkg/controller/disruption
 * @divergence a pod whose eviction was allowed counts as gone until it is; the real one counts it again after two minutes
 */
export const disruptionController: Controller = {
  name: NAME,
  subscriptions: [{ resource: 'poddisruptionbudgets', delay: WATCH_DELAY }],
  steps: { watch: onChange, sync: onSync, wake: onWake(NAME) },
};

function onChange(host: ControllersHost, change: StoreChange): void {
  if (change.resource === 'pods') return podChanged(host, change);
  watchPods(host, NAME, hasObjects(host.store, 'poddisruptionbudgets'));
  if (change.type !== 'DELETED') requestSync(host, { controller: NAME, key: objectKey(change.object) });
}

function podChanged(host: ControllersHost, { type, object, previous }: StoreChange): void {
  if (type === 'MODIFIED' && previous && countedAs(object) === countedAs(previous)) return;
  for (const budget of budgetsIn(host, object.metadata.namespace))
    if (isUnderBudget(object, budget) || (previous && isUnderBudget(previous, budget)))
      requestSync(host, { controller: NAME, key: objectKey(budget) });
}

const budgetsIn = ({ store }: ControllersHost, namespace: string | undefined): readonly PodDisruptionBudget[] =>
  listObjects(store, 'poddisruptionbudgets', namespace) as PodDisruptionBudget[]; // holds budgets

function countedAs(object: KubeObject): string {
  const pod = object as Pod; // a change of pods
  const { deletionTimestamp, labels = {} } = pod.metadata;
  return `${pod.status?.phase ?? ''} ${isPodReady(pod)} ${deletionTimestamp ?? ''} ${JSON.stringify(labels)}`;
}

function onSync(host: ControllersHost, payload: Parameters<typeof takeSync>[2]): void {
  const key = takeSync(host, NAME, payload);
  const budget = key === undefined ? undefined : getObject(host.store, 'poddisruptionbudgets', key);
  if (budget && !budget.metadata.deletionTimestamp) writeStatus(host, budget as PodDisruptionBudget); // by its resource
}

/** @source kube-controller-manager v1.37 pkg/controller/disruption: trySync, updatePdbStatus */
function writeStatus(host: ControllersHost, budget: PodDisruptionBudget): void {
  const all = listObjects(host.store, 'pods', budget.metadata.namespace) as Pod[]; // holds pods
  const pods = all.filter((pod) => isUnderBudget(pod, budget));
  const disruptedPods = stillThere(budget, pods);
  const currentHealthy = pods.filter((pod) => counts(pod) && disruptedPods[pod.metadata.name] === undefined).length;
  const { expected, desired } = expectedPods(host, budget, pods);
  const disruptionsAllowed = expected > 0 ? Math.max(0, currentHealthy - desired) : 0;
  const { generation } = budget.metadata;
  const status: PodDisruptionBudgetStatus = {
    ...(generation !== undefined && { observedGeneration: generation }),
    ...(Object.keys(disruptedPods).length > 0 && { disruptedPods }),
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy: desired,
    expectedPods: expected,
    conditions: [conditionOf(host, budget, disruptionsAllowed)],
  };
  if (!sameData(status, budget.status))
    aside(host, () => updateObject<PodDisruptionBudget>(host, 'poddisruptionbudgets', { ...budget, status }));
}

const counts = (pod: Pod): boolean => isPodReady(pod) && !isTerminating(pod);

/** Pods that were allowed to go and have not begun to. */
function stillThere({ status }: PodDisruptionBudget, pods: readonly Pod[]): Readonly<Record<string, string>> {
  const waiting = new Set(pods.filter((pod) => !isTerminating(pod)).map(({ metadata }) => metadata.name));
  return Object.fromEntries(Object.entries(status?.disruptedPods ?? {}).filter(([name]) => waiting.has(name)));
}

type Condition = NonNullable<PodDisruptionBudgetStatus['conditions']>[number];

function conditionOf(host: ControllersHost, { metadata, status }: PodDisruptionBudget, allowed: number): Condition {
  const before = findCondition(status?.conditions, 'DisruptionAllowed');
  const isAllowed = allowed > 0 ? 'True' : 'False';
  const isSame = before?.status === isAllowed;
  return {
    type: 'DisruptionAllowed',
    status: isAllowed,
    ...(metadata.generation !== undefined && { observedGeneration: metadata.generation }),
    lastTransitionTime: (isSame ? before.lastTransitionTime : undefined) ?? timestampOf(host),
    reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  };
}
