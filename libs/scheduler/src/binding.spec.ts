/** Bindings that come too late. */
import { describe, expect, it } from '@jest/globals';
import {
  addNode,
  addPod,
  changePod,
  createCluster,
  deletePod,
  eventsOf,
  findPod,
  nodeNameOf,
  run,
  type Cluster,
} from '../test/cluster.ts';
import { findNode } from './cluster-cache.ts';

/** A pod that is assumed on the only node, which it fills; another one waits. */
function assumed(): Cluster {
  const cluster = createCluster();
  addNode(cluster, 'n1', { cpu: '1' });
  addPod(cluster, 'p', { requests: { cpu: '1' } });
  run(cluster, 1);
  addPod(cluster, 'q', { requests: { cpu: '1' } });
  run(cluster, 1);
  expect(findNode(cluster.host.scheduler, 'n1')?.cpu).toBe(1000);
  return cluster;
}

describe('a binding', () => {
  it('is one write: node name and PodScheduled=True', () => {
    const cluster = assumed();
    run(cluster, 2);
    expect(findPod(cluster, 'p').spec.nodeName).toBe('n1');
    expect(findPod(cluster, 'p').status?.conditions).toEqual([
      { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: expect.any(String) },
    ]);
  });

  it('is dropped when the pod has gone, and its place goes to the next one', () => {
    const cluster = assumed();
    deletePod(cluster, 'p');
    run(cluster, 20);
    expect([eventsOf(cluster, 'p').length, nodeNameOf(cluster, 'q')]).toEqual([0, 'n1']);
  });

  it('is dropped when a pod of the same name has taken its place', () => {
    const cluster = assumed();
    deletePod(cluster, 'p');
    cluster.host.store.objects.get('pods')?.get('default')?.delete('p');
    addPod(cluster, 'p', { spec: { schedulerName: 'other' } });
    changePod(cluster, 'p', (pod) => ({ ...pod, metadata: { ...pod.metadata, uid: 'another' } }));
    run(cluster, 20);
    expect(nodeNameOf(cluster, 'p')).toBeUndefined();
  });

  it('is dropped when the pod is being deleted', () => {
    const cluster = assumed();
    changePod(cluster, 'p', (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-11-23T12:00:00Z', finalizers: ['x'] },
    }));
    run(cluster, 20);
    expect([nodeNameOf(cluster, 'p'), nodeNameOf(cluster, 'q')]).toEqual([undefined, 'n1']);
  });
});
