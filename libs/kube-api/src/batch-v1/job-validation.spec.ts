/** Validation of jobs and cron jobs. */
import { describe, expect, it } from '@jest/globals';
import { defaultCronJob, defaultJob, prepareJobForCreate } from './job-defaults.ts';
import { validateCronJob, validateJob, validateJobUpdate } from './job-validation.ts';
import type { Job, JobSpec } from './jobs.ts';

const template = { spec: { containers: [{ name: 'app', image: 'app:1' }], restartPolicy: 'Never' as const } };
const job = (spec: Partial<JobSpec> = {}): Job =>
  prepareJobForCreate(
    defaultJob({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', uid: 'u' }, spec: { template, ...spec } }),
  );
const textsOf = (errors: ReturnType<typeof validateJob>): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

describe('a job', () => {
  it('that is complete is valid', () => {
    expect(validateJob(job())).toEqual([]);
  });

  it.each<[Partial<JobSpec>, string]>([
    [{ parallelism: -1 }, 'spec.parallelism: Invalid value: -1: must be greater than or equal to 0'],
    [
      { template: { spec: { containers: template.spec.containers } } },
      'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
    [
      { completionMode: 'Indexed', parallelism: 2 },
      'spec.completions: Required value: when completion mode is Indexed',
    ],
    [{ manualSelector: true }, 'spec.selector: Required value'],
  ])('%j is refused', (spec, error) => {
    expect(textsOf(validateJob(job(spec)))).toContain(error);
  });

  it('keeps its completions and its template', () => {
    const errors = textsOf(validateJobUpdate(job({ completions: 2 }), job({ completions: 1 })));
    expect(errors).toEqual(['spec.completions: Invalid value: 2: field is immutable']);
    expect(validateJobUpdate(job({ parallelism: 3 }), job({ completions: 1 })).map(({ field }) => field)).toEqual([
      'spec.completions',
    ]);
  });
});

describe('a cron job', () => {
  const cronJob = (schedule: string) =>
    defaultCronJob({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'c' },
      spec: { schedule, jobTemplate: { spec: { template } } },
    });

  it.each([
    ['*/5 * * * *', 0],
    ['@hourly', 0],
    ['* * *', 1],
    ['', 1],
  ])('with the schedule %j has %i errors', (schedule, count) => {
    expect(validateCronJob(cronJob(schedule))).toHaveLength(count);
  });
});
