/** The Job controller. */
import { describe, expect, it } from '@jest/globals';
import type { Job, JobSpec } from '#kube-api';
import { getObject } from '#object-store';
import { advance, ask, createTrial, eventsOf, podsIn, post, setPhase, webTemplate } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';

const PATH = '/apis/batch/v1/namespaces/default/jobs';
const create = (spec: Partial<JobSpec> = {}): ControllersHost => {
  const host = createTrial();
  const template = { spec: { ...webTemplate.spec, nodeName: 'n1', restartPolicy: 'Never' } };
  post(host, PATH, { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: { template, ...spec } });
  advance(host, 100);
  return host;
};
const stored = (host: ControllersHost): Job | undefined =>
  getObject(host.store, 'jobs', 'default/j') as Job | undefined;
const conditionsOf = (host: ControllersHost): readonly string[] =>
  (stored(host)?.status?.conditions ?? []).map(({ type, reason }) => `${type} ${reason ?? ''}`);
const end = (host: ControllersHost, phase: 'Succeeded' | 'Failed'): void => {
  for (const pod of podsIn(host)) if (pod.status?.phase === 'Pending') setPhase(host, pod, phase);
};

describe('a job', () => {
  it('is complete when its pod has succeeded, about a second later', () => {
    const host = create();
    expect(stored(host)?.status).toMatchObject({ active: 1, startTime: '2027-01-15T08:00:00Z' });
    end(host, 'Succeeded');
    advance(host, 900);
    expect(conditionsOf(host)).toEqual([]);
    advance(host, 1200);
    expect(conditionsOf(host)).toEqual(['SuccessCriteriaMet CompletionsReached', 'Complete CompletionsReached']);
    expect(stored(host)?.status).toMatchObject({ succeeded: 1, ready: 0, terminating: 0, uncountedTerminatedPods: {} });
    expect(podsIn(host)[0]?.metadata.finalizers).toBeUndefined();
    expect(eventsOf(host, 'Job', 'j').at(-1)).toBe('Completed: Job completed');
  });

  it('tries again after failures, and fails beyond its limit', () => {
    const host = create({ backoffLimit: 1 });
    end(host, 'Failed');
    advance(host, 9000);
    expect(podsIn(host)).toHaveLength(1);
    advance(host, 11_500);
    expect(podsIn(host)).toHaveLength(2);
    end(host, 'Failed');
    advance(host, 15_000);
    expect(conditionsOf(host)).toEqual(['FailureTarget BackoffLimitExceeded', 'Failed BackoffLimitExceeded']);
    expect(eventsOf(host, 'Job', 'j').at(-1)).toBe('BackoffLimitExceeded: Job has reached the specified backoff limit');
  });

  it('stops its pods at its deadline, and has failed when they are gone', () => {
    const host = create({ activeDeadlineSeconds: 8 });
    advance(host, 8100);
    expect(conditionsOf(host)).toEqual(['FailureTarget DeadlineExceeded']);
    expect(podsIn(host)[0]?.metadata.deletionTimestamp).toBeDefined();
    ask(host, 'DELETE', `/api/v1/namespaces/default/pods/${podsIn(host)[0]?.metadata.name ?? ''}`, {
      body: { gracePeriodSeconds: 0 },
    });
    advance(host, 9500);
    expect(conditionsOf(host)).toEqual(['FailureTarget DeadlineExceeded', 'Failed DeadlineExceeded']);
    expect(stored(host)?.status?.failed).toBe(1);
  });

  it('goes with its pods when its time to live is over', () => {
    const host = create({ ttlSecondsAfterFinished: 5 });
    end(host, 'Succeeded');
    advance(host, 4900);
    expect(stored(host)).toBeDefined();
    advance(host, 7000);
    expect([stored(host), podsIn(host)]).toEqual([undefined, []]);
  });

  it('that is suspended runs nothing until it is resumed', () => {
    const host = create({ suspend: true });
    expect([podsIn(host), conditionsOf(host)]).toEqual([[], ['Suspended JobSuspended']]);
    ask(host, 'PATCH', `${PATH}/j`, {
      body: { spec: { suspend: false } },
      contentType: 'application/merge-patch+json',
    });
    advance(host, 3000);
    expect([podsIn(host).length, conditionsOf(host)]).toEqual([1, ['Suspended JobResumed']]);
  });

  it('that is deleted lets its pods go', () => {
    const host = create();
    ask(host, 'DELETE', `${PATH}/j`);
    advance(host, 500);
    expect(podsIn(host)[0]?.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 });
    expect(podsIn(host)[0]?.metadata.finalizers).toBeUndefined();
    expect(host.controllers.workloads.jobFailures.size).toBe(0);
  });
});
