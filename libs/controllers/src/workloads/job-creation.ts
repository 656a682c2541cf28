/** Creating and stopping the pods of a job. */
import { aside } from '#kernel';
import type { Job, Pod } from '#kube-api';
import { objectKey } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { remainingBackOff } from './job-back-off.ts';
import { INDEX, indexOf, parseIndexes, TRACKING, type JobPods } from './job-pods.ts';
import type { JobCounts } from './job-verdict.ts';
import { createPod, deleteOwnedPod, type Actor, type PodExtras } from './owned-pods.ts';
import { requestWake } from './sync-queue.ts';

export const JOB_CONTROLLER = 'job-controller';
/** Pods created in one sync at most. */
const BURST = 500;

const actorOf = (job: Job): Actor => ({ controller: JOB_CONTROLLER, owner: job });

/** How many pods should run now. */
export function wantedActive({ spec }: Job, { active }: JobPods, { succeeded }: JobCounts): number {
  const { parallelism = 1, completions } = spec;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.max(0, Math.min(parallelism, completions - succeeded));
}

/**
 * Creates missing pods, or deletes those that are too many.
 * @source kube-controller-manager v1.37 pkg/controller/job: manageJob
 */
export function manageJob(
  host: ControllersHost,
  job: Job,
  { pods, counts }: { readonly pods: JobPods; readonly counts: JobCounts },
): void {
  const wanted = wantedActive(job, pods, counts);
  const surplus = pods.active.length - wanted;
  if (surplus > 0) return stopPods(host, job, leastAdvanced(pods.active).slice(0, surplus));
  const terminating = job.spec.podReplacementPolicy === 'Failed' ? pods.terminating.length : 0;
  const missing = Math.min(wanted - pods.active.length - terminating, BURST);
  if (missing <= 0) return;
  const wait = remainingBackOff(host, job);
  if (wait > 0) return requestWake(host, { controller: JOB_CONTROLLER, key: objectKey(job) }, wait);
  for (const extras of extrasFor(job, pods, missing))
    aside(host, () => createPod(host, actorOf(job), job.spec.template, extras));
}

const leastAdvanced = (pods: readonly Pod[]): readonly Pod[] => {
  const rank = ({ spec, status }: Pod): number => (spec.nodeName ? 1 : 0) + (status?.phase === 'Running' ? 1 : 0);
  return pods.toSorted((a, b) => rank(a) - rank(b));
};

/** What each of the next pods has beyond the template; in an indexed job the lowest missing index comes first. */
function extrasFor({ metadata, spec, status }: Job, pods: JobPods, missing: number): readonly PodExtras[] {
  const finalizers = [TRACKING];
  if (spec.completionMode !== 'Indexed') return Array.from({ length: missing }, () => ({ finalizers }));
  const taken = new Set([
    ...parseIndexes(status?.completedIndexes),
    ...[...pods.active, ...pods.succeeded].map(indexOf),
  ]);
  const all = Array.from({ length: spec.completions ?? 0 }, (_, index) => index);
  const { labels, annotations } = spec.template.metadata ?? {};
  return all
    .filter((index) => !taken.has(index))
    .slice(0, missing)
    .map((index) => ({
      finalizers,
      generateName: `${metadata.name}-${index}-`,
      hostname: `${metadata.name}-${index}`,
      labels: { ...labels, [INDEX]: String(index) },
      annotations: { ...annotations, [INDEX]: String(index) },
    }));
}

/** Deletes pods with their own grace period. */
export function stopPods(host: ControllersHost, job: Job, pods: readonly Pod[]): void {
  for (const pod of pods) aside(host, () => deleteOwnedPod(host, actorOf(job), pod));
}
