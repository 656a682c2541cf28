/** NodeResourcesBalancedAllocation. */
import { describe, expect, it } from '@jest/globals';
import { addBoundPod, addNode, createCluster, podOf } from '../../test/cluster.ts';
import { scores } from '../../test/trial.ts';
import { balancedAllocation } from './balanced-allocation.ts';

function twoNodes() {
  const cluster = createCluster();
  for (const name of ['n1', 'n2']) addNode(cluster, name);
  addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '1', memory: '2Gi' } });
  addBoundPod(cluster, 'b', { nodeName: 'n2', requests: { cpu: '2', memory: '1Gi' } });
  return cluster;
}

describe('balanced allocation', () => {
  it('rewards how much better or worse the pod makes the balance', () => {
    const pod = podOf('p', { requests: { cpu: '500m', memory: '512Mi' } });
    expect(scores(twoNodes(), pod, balancedAllocation)).toEqual({ n1: 73, n2: 73 });
  });

  it('has nothing to say about a pod that asks neither cpu nor memory', () => {
    expect(scores(twoNodes(), podOf('p'), balancedAllocation)).toEqual({ n1: 0, n2: 0 });
  });
});
