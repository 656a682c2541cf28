/** Defaults of jobs and cron jobs. */
import { describe, expect, it } from '@jest/globals';
import { defaultCronJob, defaultJob, prepareJobForCreate } from './job-defaults.ts';
import type { Job, JobSpec } from './jobs.ts';

const template = { spec: { containers: [{ name: 'app', image: 'app:1' }], restartPolicy: 'Never' as const } };
const job = (spec: Partial<JobSpec> = {}): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'j', uid: 'u-1' },
  spec: { template, ...spec },
});

describe('a job', () => {
  it('runs one pod to its end, with six tries more', () => {
    expect(defaultJob(job()).spec).toMatchObject({
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    });
  });

  it('with workers but no number of completions has none', () => {
    expect(defaultJob(job({ parallelism: 3 })).spec.completions).toBeUndefined();
  });

  it('waits for failed pods when it has a failure policy', () => {
    expect(defaultJob(job({ podFailurePolicy: { rules: [] } })).spec.podReplacementPolicy).toBe('Failed');
  });

  it('selects its pods by its uid', () => {
    const { metadata, spec } = prepareJobForCreate(defaultJob(job()));
    expect(spec.selector).toEqual({ matchLabels: { 'batch.kubernetes.io/controller-uid': 'u-1' } });
    expect(spec.template.metadata?.labels).toMatchObject({ 'job-name': 'j', 'controller-uid': 'u-1' });
    expect(metadata.labels).toEqual(spec.template.metadata?.labels);
  });

  it('with a selector of its own keeps it', () => {
    expect(prepareJobForCreate(defaultJob(job({ manualSelector: true }))).spec.selector).toBeUndefined();
  });
});

describe('a cron job', () => {
  it('allows runs beside each other and keeps a few of them', () => {
    const cronJob = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'c' },
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } },
    };
    expect(defaultCronJob(cronJob).spec).toMatchObject({
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
  });
});
