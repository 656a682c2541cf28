/** The Job controller: runs pods until enough of them have succeeded, or the job has failed. */
import { aside, plan, SECOND, type Millis } from '#kernel';
import { isConditionTrue, parseTime, type Job, type JobCondition, type JobStatus, type Pod } from '#kube-api';
import { referenceTo, timestampOf } from '#apiserver';
import { getObject, isStatusOnly, objectKey, removeObject, updateObject, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { reportEvent } from '../event-recorder.ts';
import { JOB_CONTROLLER, manageJob, stopPods } from './job-creation.ts';
import { formatIndexes, indexOf, jobPodsOf, parseIndexes, TRACKING, type JobPods } from './job-pods.ts';
import { ruleAbout, verdictOf, type JobCounts, type Verdict } from './job-verdict.ts';
import { rememberEnds } from './job-back-off.ts';
import { forgetOwner, podsOwnedBy, trackPod } from './owned-pods.ts';
import { omitZeros, sameData } from './plain.ts';
import { changedKey, controllerKey, onWake, requestSync, requestWake, takeSync } from './sync-queue.ts';

const WATCH_DELAY: Millis = 3;
/** Changes of pods are looked at together. */
const BATCH: Millis = SECOND - 40;

/**
 * @source kube-controller-manager v1.37 pkg/controller/job
 * @divergence success policies, limits per index and jobs managed by others are stored only
 */
export const jobController: Controller = {
  name: JOB_CONTROLLER,
  subscriptions: [
    { resource: 'jobs', delay: WATCH_DELAY },
    { resource: 'pods', delay: WATCH_DELAY, ownedBy: 'Job' },
  ],
  steps: { watch: onChange, sync: onSync, wake: onWake(JOB_CONTROLLER), expire },
};

function onChange(host: ControllersHost, change: StoreChange): void {
  if (change.resource === 'pods') return podChanged(host, change);
  if (change.type === 'DELETED') return jobGone(host, change.object as Job); // a change of jobs
  const isUrgent = change.type === 'ADDED' || !isStatusOnly(change);
  requestSync(host, { controller: JOB_CONTROLLER, key: changedKey(change) }, isUrgent ? undefined : BATCH);
}

function podChanged(host: ControllersHost, change: StoreChange): void {
  trackPod(host, change);
  const key = controllerKey(change.object, 'Job');
  if (key === undefined) return;
  const isOrphan = !getObject(host.store, 'jobs', key);
  if (isOrphan && change.type !== 'DELETED')
    releasePods(host, [change.object as Pod]); // a change of pods
  else if (change.type !== 'ADDED') requestSync(host, { controller: JOB_CONTROLLER, key }, BATCH);
}

/** Nobody counts the pods of a job that is gone. */
function jobGone(host: ControllersHost, job: Job): void {
  releasePods(host, podsOwnedBy(host, job));
  forgetOwner(host, job);
  host.controllers.workloads.jobFailures.delete(job.metadata.uid ?? '');
}

const hasCondition = ({ status }: Job, type: string): boolean => isConditionTrue(status?.conditions, type);

const isFinished = (job: Job): boolean => hasCondition(job, 'Complete') || hasCondition(job, 'Failed');

const findJob = ({ store }: ControllersHost, key: string): Job | undefined =>
  getObject(store, 'jobs', key) as Job | undefined; // holds Jobs

function onSync(host: ControllersHost, payload: Parameters<typeof takeSync>[2]): void {
  const key = takeSync(host, JOB_CONTROLLER, payload);
  const job = key === undefined ? undefined : findJob(host, key);
  if (!job || job.metadata.deletionTimestamp || isFinished(job)) return;
  const running = start(host, job);
  syncJob(host, running);
  planDeadline(host, running);
}

/** A job that begins to run, anew after a suspension, has its time of start written first. */
function start(host: ControllersHost, job: Job): Job {
  if (job.spec.suspend || job.status?.startTime !== undefined) return job;
  return { ...job, status: { ...job.status, startTime: timestampOf(host) } };
}

/** The end of the active time is looked at when it comes. */
function planDeadline(host: ControllersHost, job: Job): void {
  const { activeDeadlineSeconds } = job.spec;
  const { startTime } = job.status ?? {};
  if (activeDeadlineSeconds === undefined || startTime === undefined) return;
  const due = parseTime(startTime) + activeDeadlineSeconds * SECOND - host.epoch - host.now;
  if (due > 0) requestWake(host, { controller: JOB_CONTROLLER, key: objectKey(job) }, due);
}

function syncJob(host: ControllersHost, job: Job): void {
  const pods = jobPodsOf(job, podsOwnedBy(host, job));
  rememberEnds(host, job, pods);
  const counts = countsOf(job, pods);
  const verdict = verdictOf(job, pods, { counts, now: host.epoch + host.now });
  if (verdict) return endJob(host, job, { pods, counts, verdict });
  if (job.spec.suspend) stopPods(host, job, pods.active);
  else manageJob(host, job, { pods, counts });
  writeStatus(host, job, { counts, conditions: withSuspension(host, job) });
}

/** Failed pods that a rule ignores are not counted. */
function countsOf({ status = {}, spec }: Job, { succeeded, failed }: JobPods): JobCounts {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const counted = failed.filter((pod) => !ruleAbout(rules, pod)?.isIgnored);
  return { succeeded: (status.succeeded ?? 0) + succeeded.length, failed: (status.failed ?? 0) + counted.length };
}

interface End {
  readonly pods: JobPods;
  readonly counts: JobCounts;
  readonly verdict: Verdict;
}

/** What still runs is stopped first; the last condition comes when nothing runs any more. */
function endJob(host: ControllersHost, job: Job, { pods, counts, verdict }: End): void {
  stopPods(host, job, pods.active);
  const stopped = jobPodsOf(job, podsOwnedBy(host, job));
  const isOver = pods.active.length === 0 && pods.terminating.length === 0;
  const { interim, final, reason, message } = verdict;
  const text = { status: 'True', reason, message } as const;
  const met = addCondition(host, job.status?.conditions, { type: interim, ...text });
  const conditions = isOver ? addCondition(host, met, { type: final, ...text }) : met;
  const lateFailures = interim === 'FailureTarget' ? stopped.failed.length - pods.failed.length : 0;
  const all = { ...counts, failed: counts.failed + Math.max(0, lateFailures) };
  writeStatus(host, job, {
    counts: all,
    conditions,
    ...(isOver && final === 'Complete' && { completionTime: timestampOf(host) }),
  });
  if (isOver) reportEnd(host, job, verdict);
}

function reportEnd(host: ControllersHost, job: Job, { final, reason, message }: Verdict): void {
  const about = referenceTo(job);
  if (final === 'Complete')
    reportEvent(host, about, { from: JOB_CONTROLLER, type: 'Normal', reason: 'Completed', message: 'Job completed' });
  else reportEvent(host, about, { from: JOB_CONTROLLER, type: 'Warning', reason, message });
  const { ttlSecondsAfterFinished } = job.spec;
  if (ttlSecondsAfterFinished === undefined) return;
  const due = parseTime(timestampOf(host)) + ttlSecondsAfterFinished * SECOND - host.epoch - host.now;
  planExpiry(host, job, Math.max(0, due));
}

function addCondition(
  host: ControllersHost,
  conditions: readonly JobCondition[] = [],
  condition: JobCondition & { readonly status: 'True' | 'False' },
): readonly JobCondition[] {
  const before = conditions.find(({ type }) => type === condition.type);
  if (before?.status === condition.status) return conditions;
  const now = timestampOf(host);
  const { type, status, reason = '', message = '' } = condition;
  const next = { type, status, lastProbeTime: now, lastTransitionTime: now, reason, message };
  return before ? conditions.map((each) => (each === before ? next : each)) : [...conditions, next];
}

function withSuspension(host: ControllersHost, job: Job): readonly JobCondition[] | undefined {
  const conditions = job.status?.conditions;
  const isSuspended = hasCondition(job, 'Suspended');
  if ((job.spec.suspend ?? false) === isSuspended) return conditions;
  const [status, reason, message] = isSuspended
    ? (['False', 'JobResumed', 'Job resumed'] as const)
    : (['True', 'JobSuspended', 'Job suspended'] as const);
  const event = isSuspended ? 'Resumed' : 'Suspended';
  reportEvent(host, referenceTo(job), { from: JOB_CONTROLLER, type: 'Normal', reason: event, message });
  return addCondition(host, conditions, { type: 'Suspended', status, reason, message });
}

interface Outcome {
  readonly counts: JobCounts;
  readonly conditions: readonly JobCondition[] | undefined;
  readonly completionTime?: string;
}

/** Counts the pods that have ended, lets them go, and writes what there is now. */
function writeStatus(host: ControllersHost, job: Job, { counts, conditions, completionTime }: Outcome): void {
  const before = jobPodsOf(job, podsOwnedBy(host, job));
  releasePods(host, [...before.succeeded, ...before.failed]);
  const now = jobPodsOf(job, podsOwnedBy(host, job));
  const { startTime, completedIndexes } = job.status ?? {};
  const indexes = formatIndexes(
    [...parseIndexes(completedIndexes), ...before.succeeded.map(indexOf)].filter((index) => index >= 0),
  );
  const startedAt = job.spec.suspend ? undefined : startTime;
  const status: JobStatus = {
    ...omitZeros({ active: now.active.length, ...counts }),
    ready: now.ready,
    terminating: now.terminating.length,
    ...(indexes !== '' && { completedIndexes: indexes }),
    ...(startedAt !== undefined && { startTime: startedAt }),
    ...(completionTime !== undefined && { completionTime }),
    uncountedTerminatedPods: {},
    ...(conditions && conditions.length > 0 && { conditions }),
  };
  const current = findJob(host, objectKey(job));
  if (current && !sameData(status, current.status)) updateObject(host, 'jobs', { ...current, status });
}

/** Takes the finalizer off pods that were counted, or that nobody will count. */
function releasePods(host: ControllersHost, pods: readonly Pod[]): void {
  for (const pod of pods) aside(host, () => releasePod(host, pod));
}

function releasePod(host: ControllersHost, { metadata }: Pod): void {
  const pod = getObject(host.store, 'pods', `${metadata.namespace ?? ''}/${metadata.name}`);
  if (pod?.metadata.uid !== metadata.uid || !pod?.metadata.finalizers?.includes(TRACKING)) return;
  const { finalizers, ...rest } = pod.metadata;
  const others = finalizers.filter((finalizer) => finalizer !== TRACKING);
  const next = { ...pod, metadata: { ...rest, ...(others.length > 0 && { finalizers: others }) } };
  const isGone = rest.deletionTimestamp !== undefined && others.length === 0 && rest.deletionGracePeriodSeconds === 0;
  if (isGone) removeObject(host, 'pods', pod);
  else updateObject(host, 'pods', next);
}

/** Which job expires. */
interface Expiry {
  readonly key: string;
  readonly uid: string;
}

function planExpiry(host: ControllersHost, job: Job, delay: Millis): void {
  const payload: Expiry = { key: objectKey(job), uid: job.metadata.uid ?? '' };
  plan(host, delay, { owner: JOB_CONTROLLER, kind: 'expire', payload });
}

/** A finished job goes when its time to live is over; the garbage collector takes its pods. */
function expire(host: ControllersHost, { key, uid }: Expiry): void {
  const job = findJob(host, key);
  if (job && job.metadata.uid === uid && isFinished(job)) removeObject(host, 'jobs', job);
}
