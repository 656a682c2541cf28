/** Events and their series. */
import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '#kernel';
import { addPod, changePod, createCluster, eventsOf, findPod, runUntil, type Cluster } from '../test/cluster.ts';
import { reportEvent, reportRepeatable, type Report } from './event-recorder.ts';

const failed: Report = { type: 'Warning', reason: 'FailedScheduling', action: 'Scheduling', message: 'why' };

/** Reports the same failure at each of these minutes. */
function failingAt(...minutes: number[]): Cluster {
  const cluster = createCluster();
  addPod(cluster, 'p', { spec: { schedulerName: 'other' } });
  for (const minute of minutes) {
    runUntil(cluster, minute * MINUTE);
    reportRepeatable(cluster.host, findPod(cluster, 'p'), failed);
  }
  return cluster;
}

const counts = (cluster: Cluster): (number | undefined)[] => eventsOf(cluster, 'p').map(({ series }) => series?.count);

describe('a repeated failure', () => {
  it('opens a series with its second event', () => {
    expect(counts(failingAt(0))).toEqual([undefined]);
    expect(counts(failingAt(0, 5))).toEqual([2]);
  });

  it('is only counted from the third on, until the series ends', () => {
    const cluster = failingAt(0, 5, 10);
    expect(counts(cluster)).toEqual([2]);
    runUntil(cluster, 30 * MINUTE);
    expect(counts(cluster)).toEqual([3]);
    expect(cluster.host.scheduler.series.size).toBe(0);
  });

  it('is written every half hour while it lasts', () => {
    expect(counts(failingAt(0, 5, 10, 15, 20, 25, 30, 35, 40))).toEqual([8]);
  });

  it('is a new event when the last one is long ago', () => {
    expect(counts(failingAt(0, 20))).toEqual([undefined, undefined]);
  });

  it('is a new event when the pod has changed since', () => {
    const cluster = failingAt(0);
    changePod(cluster, 'p', (pod) => ({ ...pod, status: { phase: 'Pending' } }));
    reportRepeatable(cluster.host, findPod(cluster, 'p'), failed);
    expect(counts(cluster)).toEqual([undefined, undefined]);
  });
});

describe('an event', () => {
  it('is about a version of the pod and has a name of its own, even in the same millisecond', () => {
    const cluster = createCluster();
    const pod = addPod(cluster, 'p');
    const [first, second] = [reportEvent(cluster.host, pod, failed), reportEvent(cluster.host, pod, failed)];
    expect(first.involvedObject).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'default',
      name: 'p',
      uid: 'uid-p',
      resourceVersion: '1',
    });
    expect(first.metadata.name).not.toBe(second.metadata.name);
  });

  it('is cut to 1024 characters', () => {
    const cluster = createCluster();
    const { message } = reportEvent(cluster.host, addPod(cluster, 'p'), { ...failed, message: 'x'.repeat(2000) });
    expect([message.length, message.slice(-5)]).toEqual([1024, 'x ...']);
  });
});
