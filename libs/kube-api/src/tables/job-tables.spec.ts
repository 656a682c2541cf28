/** Tables of jobs and cron jobs. */
import { describe, expect, it } from '@jest/globals';
import { parseTime } from '../meta-v1/time.ts';
import type { Job, JobCondition, JobSpec, JobStatus } from '../batch-v1/jobs.ts';
import { cronJobTable, jobTable } from './job-tables.ts';

const NOW = parseTime('2026-01-01T00:01:00Z');
const startTime = '2026-01-01T00:00:00Z';
const template = { spec: { containers: [{ name: 'app', image: 'app:1.0' }] } };
const job = (status: JobStatus, spec: Partial<JobSpec> = { completions: 1 }): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'j', creationTimestamp: startTime },
  spec: { template, ...spec },
  status,
});
const condition = (type: string): JobCondition => ({ type, status: 'True' });

describe('a job', () => {
  it('prints how long it took', () => {
    const done = {
      startTime,
      completionTime: '2026-01-01T00:00:08Z',
      succeeded: 1,
      conditions: [condition('Complete')],
    };
    expect(jobTable.cells(job(done), NOW).slice(0, 5)).toEqual(['j', 'Complete', '1/1', '8s', '60s']);
  });

  it.each<[string, readonly JobCondition[]]>([
    ['Running', []],
    ['Failed', [condition('FailureTarget'), condition('Failed')]],
    ['FailureTarget', [condition('FailureTarget')]],
    ['Suspended', [condition('Suspended')]],
  ])('is shown as %s', (text, conditions) => {
    expect(jobTable.cells(job({ conditions }), NOW)[1]).toBe(text);
  });

  it('without a number of completions prints its workers', () => {
    expect(jobTable.cells(job({}, { parallelism: 3 }), NOW)[2]).toBe('0/1 of 3');
    expect(jobTable.cells(job({}, { parallelism: 1 }), NOW)[2]).toBe('0/1');
  });
});

describe('a cron job', () => {
  it('prints its schedule', () => {
    const cronJob = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'c', creationTimestamp: startTime },
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } },
    };
    expect(cronJobTable.cells(cronJob, NOW).slice(0, 7)).toEqual([
      'c',
      '* * * * *',
      '<none>',
      false,
      0,
      '<none>',
      '60s',
    ]);
  });
});
