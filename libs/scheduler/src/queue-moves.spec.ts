/** Who wakes when something changes, and when the queue looks by itself. */
import { describe, expect, it } from '@jest/globals';
import {
  addBoundPod,
  addNode,
  addPod,
  changeNode,
  changePod,
  createCluster,
  deletePod,
  eventsOf,
  nodeNameOf,
  run,
  runUntil,
  type Cluster,
} from '../test/cluster.ts';

const LATENCY = { cycle: 1, binding: 3, scheduled: 2, failed: 2, condition: 3, eviction: 3, preempted: 5 };

/** A full node and a pod that waits for it. */
function waiting(earlyPopping = true): Cluster {
  const cluster = createCluster({ settings: { earlyPopping, latency: LATENCY } });
  addNode(cluster, 'n1', { cpu: '1' });
  addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '1' } });
  run(cluster, 10);
  addPod(cluster, 'p', { requests: { cpu: '1' } });
  run(cluster, 190);
  return cluster;
}

const attempts = (cluster: Cluster): number => eventsOf(cluster, 'p').length;

describe('a waiting pod', () => {
  it('sleeps through changes that cannot help it', () => {
    const cluster = waiting();
    addNode(cluster, 'n2', { cpu: '500m' });
    changeNode(cluster, 'n1', (node) => ({ ...node, metadata: { ...node.metadata, labels: { a: 'b' } } }));
    changeNode(cluster, 'n1', (node) => ({ ...node, spec: { taints: [] } }));
    changeNode(cluster, 'n1', (node) => ({
      ...node,
      status: { ...node.status, allocatable: { cpu: '900m', pods: '110' } },
    }));
    changePod(cluster, 'a', (pod) => ({ ...pod, status: { phase: 'Running' } }));
    run(cluster, 10_000);
    expect(attempts(cluster)).toBe(1);
  });

  it('is tried again inside its back-off when the scheduler is idle', () => {
    const cluster = waiting();
    deletePod(cluster, 'a');
    run(cluster, 4);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is tried again at the end of its back-off when it may not be popped early', () => {
    const cluster = waiting(false);
    deletePod(cluster, 'a');
    runUntil(cluster, 1000);
    expect(nodeNameOf(cluster, 'p')).toBeUndefined();
    runUntil(cluster, 1010);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is tried again when its own change may help it', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } });
    addPod(cluster, 'p');
    run(cluster, 100);
    changePod(cluster, 'p', (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: { a: 'b' } } }));
    run(cluster, 100);
    expect(attempts(cluster)).toBe(1);
    changePod(cluster, 'p', (pod) => ({ ...pod, spec: { ...pod.spec, tolerations: [{ operator: 'Exists' }] } }));
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is looked at every half minute and retried after more than five', () => {
    const cluster = waiting();
    runUntil(cluster, 12 * 60_000);
    expect(attempts(cluster)).toBe(2);
    expect(cluster.host.scheduler.sweepAt).toBeGreaterThan(cluster.host.now);
  });

  it('that is deleted leaves nothing to wait for', () => {
    const cluster = waiting();
    deletePod(cluster, 'p');
    run(cluster, 10);
    expect(cluster.host.scheduler.queue.where.size).toBe(0);
    expect([...cluster.host.scheduler.queue.waitingFor.values()]).toEqual([0]);
  });
});
