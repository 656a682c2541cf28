/** What the API server fills into jobs and cron jobs. */
import { defaultTemplate } from '../core-v1/template-defaults.ts';
import type { CronJob, Job, JobSpec } from './jobs.ts';

/** @source kube-apiserver v1.37 pkg/apis/batch/v1: SetDefaults_Job */
export function defaultJob(job: Job): Job {
  const { metadata, spec } = job;
  const labels = metadata.labels ?? spec.template.metadata?.labels;
  const filled: JobSpec = { ...defaultJobSpec(spec), completionMode: spec.completionMode ?? 'NonIndexed' };
  return { ...job, metadata: labels ? { ...metadata, labels } : metadata, spec: filled };
}

function defaultJobSpec(spec: JobSpec): JobSpec {
  const isSingle = spec.completions === undefined && spec.parallelism === undefined;
  return {
    ...spec,
    ...(isSingle && { completions: 1 }),
    parallelism: spec.parallelism ?? 1,
    backoffLimit: spec.backoffLimit ?? 6,
    suspend: spec.suspend ?? false,
    manualSelector: spec.manualSelector ?? false,
    podReplacementPolicy: spec.podReplacementPolicy ?? (spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed'),
    template: defaultTemplate(spec.template),
  };
}

/** @source kube-apiserver v1.37 pkg/apis/batch/v1: SetDefaults_CronJob */
export function defaultCronJob(cronJob: CronJob): CronJob {
  const { spec } = cronJob;
  const { jobTemplate } = spec;
  const template = defaultTemplate(jobTemplate.spec.template);
  const filled = {
    ...spec,
    concurrencyPolicy: spec.concurrencyPolicy ?? 'Allow',
    suspend: spec.suspend ?? false,
    successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit ?? 3,
    failedJobsHistoryLimit: spec.failedJobsHistoryLimit ?? 1,
    jobTemplate: { ...jobTemplate, spec: { ...jobTemplate.spec, template } },
  } as const;
  return { ...cronJob, spec: filled };
}

/**
 * A new job selects its pods by its own uid, unless the client chose the selector.
 * @source kube-apiserver v1.37 pkg/registry/batch/job: generateSelector
 */
export function prepareJobForCreate(job: Job): Job {
  const { metadata, spec } = job;
  const { uid = '', name } = metadata;
  if (spec.manualSelector) return { ...job, status: {} };
  const labels = {
    ...spec.template.metadata?.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, labels } };
  const selector = { matchLabels: { ...spec.selector?.matchLabels, 'batch.kubernetes.io/controller-uid': uid } };
  return {
    ...job,
    metadata: metadata.labels ? metadata : { ...metadata, labels },
    spec: { ...spec, selector: spec.selector ? { ...spec.selector, ...selector } : selector, template },
    status: {},
  };
}
