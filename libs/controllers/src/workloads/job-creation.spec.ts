/** Creating the pods of a job. */
import { describe, expect, it } from '@jest/globals';
import type { Job, JobSpec } from '#kube-api';
import { createTrial, podsIn, post, webTemplate } from '../../test/trial.ts';
import { manageJob, stopPods, wantedActive } from './job-creation.ts';
import { jobPodsOf } from './job-pods.ts';

const setUp = (spec: Partial<JobSpec>) => {
  const host = createTrial();
  const template = { spec: { ...webTemplate.spec, restartPolicy: 'Never' } };
  const job = post<Job>(host, '/apis/batch/v1/namespaces/default/jobs', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j' },
    spec: { template, ...spec },
  });
  const manage = (succeeded = 0): void =>
    manageJob(host, job, { pods: jobPodsOf(job, podsIn(host)), counts: { succeeded, failed: 0 } });
  return { host, job, manage };
};

describe('a job', () => {
  it.each([
    [3, 2, 0, 2],
    [3, 2, 2, 1],
    [3, 2, 3, 0],
  ])(
    'of %i completions with %i workers and %i successes wants %i pods',
    (completions, parallelism, succeeded, wanted) => {
      const { job } = setUp({ completions, parallelism });
      expect(wantedActive(job, jobPodsOf(job, []), { succeeded, failed: 0 })).toBe(wanted);
    },
  );

  it('creates what is missing, with the finalizer that keeps it until it is counted', () => {
    const { host, manage } = setUp({ completions: 3, parallelism: 2 });
    manage();
    manage();
    expect(podsIn(host).map(({ metadata }) => metadata.finalizers)).toEqual([
      ['batch.kubernetes.io/job-tracking'],
      ['batch.kubernetes.io/job-tracking'],
    ]);
  });

  it('that is indexed gives each pod its number', () => {
    const { host, manage } = setUp({ completions: 2, parallelism: 2, completionMode: 'Indexed' });
    manage();
    expect(podsIn(host).map(({ metadata, spec }) => [metadata.name.slice(0, 4), spec.hostname])).toEqual([
      ['j-0-', 'j-0'],
      ['j-1-', 'j-1'],
    ]);
  });

  it('waits after a failure', () => {
    const { host, job, manage } = setUp({ completions: 1 });
    host.controllers.workloads.jobFailures.set(job.metadata.uid ?? '', { count: 1, lastAt: 0 });
    manage();
    expect(podsIn(host)).toEqual([]);
    expect(host.controllers.workloads.wakes.get('job-controller/default/j')).toBe(10_000);
  });

  it('deletes what is too much', () => {
    const { host, job, manage } = setUp({ completions: 3, parallelism: 3 });
    manage();
    manage(2);
    const isGoing = (): number => podsIn(host).filter(({ metadata }) => metadata.deletionTimestamp).length;
    expect(isGoing()).toBe(2);
    stopPods(host, job, podsIn(host));
    expect(isGoing()).toBe(3);
  });
});
