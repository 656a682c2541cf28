/** Pods as a job sees them. */
import { describe, expect, it } from '@jest/globals';
import { parseTime, type Job, type Pod, type PodStatus } from '#kube-api';
import { finishedAt, formatIndexes, indexOf, jobPodsOf, parseIndexes, restartsOf, TRACKING } from './job-pods.ts';

const pod = (status: PodStatus, metadata: Partial<Pod['metadata']> = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', creationTimestamp: '2026-01-01T00:00:00Z', finalizers: [TRACKING], ...metadata },
  spec: { containers: [], terminationGracePeriodSeconds: 30 },
  status,
});
const job = (podReplacementPolicy: 'Failed' | 'TerminatingOrFailed'): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'j' },
  spec: { template: { spec: { containers: [] } }, podReplacementPolicy },
});
const deletionTimestamp = '2026-01-01T00:01:00Z';

describe('the pods of a job', () => {
  const running = pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] });
  const terminating = pod({ phase: 'Running' }, { deletionTimestamp });
  const done = pod({ phase: 'Succeeded' });
  const counted = pod({ phase: 'Failed' }, { finalizers: [] });

  it('count once, by their finalizer; a terminating one has failed', () => {
    expect(jobPodsOf(job('TerminatingOrFailed'), [running, terminating, done, counted])).toEqual({
      active: [running],
      ready: 1,
      terminating: [terminating],
      succeeded: [done],
      failed: [terminating],
    });
  });

  it('fail only when they have ended, where the job waits for that', () => {
    expect(jobPodsOf(job('Failed'), [terminating]).failed).toEqual([]);
  });

  it('have an index, if any', () => {
    expect(indexOf(pod({}, { annotations: { 'batch.kubernetes.io/job-completion-index': '3' } }))).toBe(3);
    expect(indexOf(running)).toBe(-1);
  });
});

describe('when a pod ended', () => {
  const state = { terminated: { exitCode: 1, reason: 'Error', startedAt: null, finishedAt: '2026-01-01T00:00:30Z' } };
  const containerStatuses = [
    { name: 'app', ready: false, restartCount: 2, image: '', imageID: '', state, lastState: {} },
  ];

  it('its containers say first', () => {
    const ended = pod({ phase: 'Failed', containerStatuses } as PodStatus);
    expect(finishedAt(ended)).toBe(parseTime('2026-01-01T00:00:30Z'));
    expect(restartsOf([ended, ended])).toBe(4);
  });

  it('else its readiness, its deletion or its creation', () => {
    const lastTransitionTime = '2026-01-01T00:00:20Z';
    expect(finishedAt(pod({ conditions: [{ type: 'Ready', status: 'False', lastTransitionTime }] }))).toBe(
      parseTime(lastTransitionTime),
    );
    expect(finishedAt(pod({}, { deletionTimestamp, deletionGracePeriodSeconds: 30 }))).toBe(
      parseTime('2026-01-01T00:00:30Z'),
    );
    expect(finishedAt(pod({}))).toBe(parseTime('2026-01-01T00:00:00Z'));
  });
});

describe('a list of indexes', () => {
  it.each([
    [[], ''],
    [[3], '3'],
    [[1, 0], '0,1'],
    [[4, 0, 1, 2], '0-2,4'],
  ])('%j is written %j', (indexes, text) => {
    expect(formatIndexes(indexes)).toBe(text);
    expect(parseIndexes(text)).toEqual(indexes.toSorted((a, b) => a - b));
  });
});
