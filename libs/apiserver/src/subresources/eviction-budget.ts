/** Disruption budgets at an eviction: may this pod go now, and what is written down when it does. */
import {
  failure,
  isPodReady,
  isTerminalPhase,
  isUnderBudget,
  unclassifiedFailure,
  type Pod,
  type PodDisruptionBudget,
} from '#kube-api';
import { listObjects, updateObject } from '#object-store';
import { timestampOf, type ApiHost } from '../api-host.ts';

/**
 * Checks the budget that the pod is under, and takes one disruption off it unless it is a dry run. Throws a 429 when the budget allows none,
 * and a 500 when the pod is under several.
 * @source kube-apiserver v1.37 pkg/registry/core/pod/storage: EvictionREST.Create, checkAndDecrement
 */
export function spendBudget(host: ApiHost, pod: Pod, { isDryRun }: { readonly isDryRun: boolean }): void {
  if (goesAnyway(pod)) return;
  const [budget, ...others] = budgetsOf(host, pod);
  if (!budget) return;
  if (others.length > 0)
    throw unclassifiedFailure(
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  if (!isPodReady(pod) && isFreeWhileUnready(budget)) return;
  check(budget);
  if (!isDryRun) spend(host, budget, pod);
}

/** Pods that do not count: not yet running, ended, or on their way out. */
const goesAnyway = ({ metadata, status }: Pod): boolean =>
  isTerminalPhase(status?.phase) || status?.phase === 'Pending' || metadata.deletionTimestamp !== undefined;

/** A pod that is not ready may go if there is enough without it, or always if the budget says so. */
function isFreeWhileUnready({ spec, status = {} }: PodDisruptionBudget): boolean {
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = status;
  return currentHealthy >= desiredHealthy && desiredHealthy > 0;
}

function budgetsOf({ store }: ApiHost, pod: Pod): readonly PodDisruptionBudget[] {
  const all = listObjects(store, 'poddisruptionbudgets', pod.metadata.namespace) as PodDisruptionBudget[]; // holds budgets
  return all.filter((budget) => isUnderBudget(pod, budget));
}

const REFUSAL = "Cannot evict pod as it would violate the pod's disruption budget.";
const RETRY_SECONDS = 10;

function refuse(message: string, retryAfterSeconds?: number): Error {
  const causes = [{ reason: 'DisruptionBudget', message }];
  return failure('TooManyRequests', REFUSAL, { causes, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
}

function check({ metadata, status = {} }: PodDisruptionBudget): void {
  const { observedGeneration = 0, disruptionsAllowed = 0, desiredHealthy = 0, currentHealthy = 0 } = status;
  const { name, generation = 0 } = metadata;
  if (observedGeneration < generation)
    throw refuse(`The disruption budget ${name} is still being processed by the server.`, RETRY_SECONDS);
  if (disruptionsAllowed <= 0)
    throw refuse(
      `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
    );
}

/** The pod counts as gone from now on, so that the next eviction sees it. */
function spend(host: ApiHost, budget: PodDisruptionBudget, { metadata }: Pod): void {
  const { disruptionsAllowed = 0, disruptedPods } = budget.status ?? {};
  updateObject<PodDisruptionBudget>(host, 'poddisruptionbudgets', {
    ...budget,
    status: {
      ...budget.status,
      disruptionsAllowed: disruptionsAllowed - 1,
      disruptedPods: { ...disruptedPods, [metadata.name]: timestampOf(host) },
    },
  });
}
