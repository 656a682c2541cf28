/** What failures write. */
import { describe, expect, it } from '@jest/globals';
import {
  addNode,
  addPod,
  changePod,
  createCluster,
  deletePod,
  eventsOf,
  findPod,
  run,
  timelineOf,
  whyPending,
} from '../test/cluster.ts';
import { reportSkipped } from './failure.ts';

describe('a failure', () => {
  it('is not written into a pod that was bound by somebody else meanwhile', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true } });
    addPod(cluster, 'p');
    run(cluster, 2);
    changePod(cluster, 'p', (pod) => ({ ...pod, spec: { ...pod.spec, nodeName: 'n1' } }));
    run(cluster, 100);
    expect(findPod(cluster, 'p').status).toEqual({ phase: 'Pending' });
  });

  it('of a pod that is gone leaves the event only', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true } });
    addPod(cluster, 'p');
    run(cluster, 2);
    deletePod(cluster, 'p');
    run(cluster, 100);
    expect(timelineOf(cluster).slice(-1)).toEqual(['+3 event.added pod/default/p']);
  });

  it('ends the gate condition of a pod that was gated', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true } });
    const gated = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'SchedulingGated',
      lastTransitionTime: '2026-11-23T11:00:00Z',
    } as const;
    addPod(cluster, 'p', { status: { phase: 'Pending', conditions: [gated] } });
    run(cluster, 100);
    expect(whyPending(cluster, 'p')).toContain('node(s) were unschedulable');
    expect(findPod(cluster, 'p').status?.conditions?.[0]).toMatchObject({
      reason: 'Unschedulable',
      lastTransitionTime: gated.lastTransitionTime,
    });
  });

  it('of a pod that is being deleted is an event without condition', () => {
    const cluster = createCluster();
    reportSkipped(cluster.host, addPod(cluster, 'p'));
    expect(eventsOf(cluster, 'p')[0]).toMatchObject({
      type: 'Warning',
      reason: 'FailedScheduling',
      message: 'skip schedule deleting pod: default/p',
    });
  });
});
