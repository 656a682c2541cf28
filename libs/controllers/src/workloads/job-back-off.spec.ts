/** The back-off of jobs. */
import { describe, expect, it } from '@jest/globals';
import { formatTime, type Job, type Pod } from '#kube-api';
import { createTrial } from '../../test/trial.ts';
import { remainingBackOff, rememberEnds } from './job-back-off.ts';

const job: Job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'j', uid: 'u' },
  spec: { template: { spec: { containers: [] } } },
};
const endedAt = (unixMs: number): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', creationTimestamp: formatTime(unixMs) },
  spec: { containers: [] },
});
const none = { active: [], ready: 0, terminating: [], succeeded: [], failed: [] };

describe('after failures in a row', () => {
  it.each([
    [1, 10_000],
    [2, 20_000],
    [3, 40_000],
    [10, 600_000],
  ])('%i, a job waits %i ms', (count, wait) => {
    const host = createTrial();
    for (let i = 0; i < count; i++) rememberEnds(host, job, { ...none, failed: [endedAt(host.epoch)] });
    expect(remainingBackOff(host, job)).toBe(wait);
    host.now = wait;
    expect(remainingBackOff(host, job)).toBe(0);
  });

  it('a success begins anew', () => {
    const host = createTrial();
    rememberEnds(host, job, { ...none, failed: [endedAt(host.epoch)] });
    rememberEnds(host, job, { ...none, succeeded: [endedAt(host.epoch + 5000)] });
    expect(remainingBackOff(host, job)).toBe(0);
    expect(remainingBackOff(createTrial(), job)).toBe(0);
  });
});
