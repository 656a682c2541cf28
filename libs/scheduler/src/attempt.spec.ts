/** Attempts and what they answer. */
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PLUGINS } from '#scheduler';
import { addBoundPod, addNode, createCluster, podOf } from '../test/cluster.ts';
import { cycleOf } from '../test/trial.ts';
import { attempt } from './attempt.ts';

describe('an attempt', () => {
  it('names every plugin that rejected the pod on some node', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true } });
    addNode(cluster, 'n2', { cpu: '1' });
    expect(attempt(cycleOf(cluster, podOf('p', { requests: { cpu: '2' } })), DEFAULT_PLUGINS)).toMatchObject({
      kind: 'fails',
      rejectedBy: ['NodeResourcesFit', 'NodeUnschedulable'],
      nomination: { kind: 'clear' },
    });
  });

  it('names no plugin when there is no node', () => {
    expect(attempt(cycleOf(createCluster(), podOf('p')), DEFAULT_PLUGINS)).toMatchObject({
      message: 'no nodes available to schedule pods',
      rejectedBy: [],
    });
  });

  it('takes the nominated node though another one scores higher', () => {
    const cluster = createCluster();
    for (const name of ['n1', 'n2']) addNode(cluster, name);
    addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '3' } });
    const pod = podOf('p', { requests: { cpu: '1' }, status: { phase: 'Pending', nominatedNodeName: 'n1' } });
    expect(attempt(cycleOf(cluster, pod), DEFAULT_PLUGINS)).toMatchObject({ kind: 'fits', node: { name: 'n1' } });
  });

  it('draws nothing and changes no sum when it fails', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1' });
    addBoundPod(cluster, 'low', { nodeName: 'n1', requests: { cpu: '1' }, spec: { priority: -1 } });
    const cycle = cycleOf(cluster, podOf('p', { requests: { cpu: '1' } }));
    const draws = cluster.host.drawHash;
    expect(attempt(cycle, DEFAULT_PLUGINS)).toMatchObject({ nomination: { kind: 'set', nodeName: 'n1' } });
    expect([cluster.host.scheduler.nodes[0]?.cpu, cluster.host.drawHash]).toEqual([1000, draws]);
  });
});
