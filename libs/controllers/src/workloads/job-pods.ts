/** What a job makes of its pods: which are active, which have ended, and which of those are still to be counted. */
import { SECOND } from '#kernel';
import { isPodReady, parseTime, type Job, type Pod } from '#kube-api';
import { isActive, isTerminal, isTerminating } from './owned-pods.ts';

export const TRACKING = 'batch.kubernetes.io/job-tracking';
export const INDEX = 'batch.kubernetes.io/job-completion-index';

/** The pods of a job, by what they mean to it. */
export interface JobPods {
  readonly active: readonly Pod[];
  readonly ready: number;
  /** Terminating, and not ended yet. */
  readonly terminating: readonly Pod[];
  /** Ended since the last count. */
  readonly succeeded: readonly Pod[];
  readonly failed: readonly Pod[];
}

const isTracked = ({ metadata }: Pod): boolean => metadata.finalizers?.includes(TRACKING) ?? false;

/**
 * A terminating pod counts as failed at once, unless the job waits until its pods have really failed.
 * @source kube-controller-manager v1.37 pkg/controller/job: isPodFailed
 */
export function jobPodsOf({ spec }: Job, pods: readonly Pod[]): JobPods {
  const active = pods.filter(isActive);
  const isFailed = (pod: Pod): boolean =>
    pod.status?.phase === 'Failed' ||
    (spec.podReplacementPolicy !== 'Failed' && isTerminating(pod) && pod.status?.phase !== 'Succeeded');
  return {
    active,
    ready: active.filter(isPodReady).length,
    terminating: pods.filter((pod) => isTerminating(pod) && !isTerminal(pod)),
    succeeded: pods.filter((pod) => isTracked(pod) && pod.status?.phase === 'Succeeded'),
    failed: pods.filter((pod) => isTracked(pod) && isFailed(pod)),
  };
}

/** Unix time in milliseconds at which a pod ended, as its statuses tell. */
export function finishedAt({ metadata, status, spec }: Pod): number {
  const ends = (status?.containerStatuses ?? []).flatMap(({ state }) => state.terminated?.finishedAt ?? []);
  if (ends.length > 0) return Math.max(...ends.map(parseTime));
  const ready = status?.conditions?.find(({ type, status: value }) => type === 'Ready' && value === 'False');
  if (ready?.lastTransitionTime) return parseTime(ready.lastTransitionTime);
  const { deletionTimestamp, deletionGracePeriodSeconds = spec.terminationGracePeriodSeconds ?? 0 } = metadata;
  if (deletionTimestamp !== undefined) return parseTime(deletionTimestamp) - deletionGracePeriodSeconds * SECOND;
  return parseTime(metadata.creationTimestamp ?? '');
}

/** Containers that the kubelet has started again in pods that still run. */
export const restartsOf = (pods: readonly Pod[]): number =>
  pods
    .flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);

export const indexOf = ({ metadata }: Pod): number => Number(metadata.annotations?.[INDEX] ?? -1);

/** `0-2,4`: numbers as the status of an indexed job lists them. */
export function formatIndexes(indexes: readonly number[]): string {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const index of sorted) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === index) run[1] = index;
    else runs.push([index, index]);
  }
  return runs
    .map(([first, last]) => (first === last ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`))
    .join(',');
}

/** The numbers of such a list. */
export const parseIndexes = (text: string | undefined): readonly number[] =>
  (text ?? '').split(',').flatMap((part) => {
    if (part === '') return [];
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
