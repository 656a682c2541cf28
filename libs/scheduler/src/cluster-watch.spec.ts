/** What the scheduler makes of changes. */
import { describe, expect, it } from '@jest/globals';
import type { ContainerStatus } from '#kube-api';
import { getObject, removeObject } from '#object-store';
import {
  addBoundPod,
  addNode,
  addPod,
  changePod,
  createCluster,
  finishPod,
  nodeNameOf,
  run,
  type Cluster,
} from '../test/cluster.ts';
import { findNode } from './cluster-cache.ts';

function oneBoundPod(): Cluster {
  const cluster = createCluster();
  addNode(cluster, 'n1');
  addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '2' } });
  run(cluster, 10);
  return cluster;
}

const usedCpu = (cluster: Cluster): number | undefined => findNode(cluster.host.scheduler, 'n1')?.cpu;

describe('a pod on a node', () => {
  it('occupies it until it has finished, though its object stays', () => {
    const cluster = oneBoundPod();
    expect(usedCpu(cluster)).toBe(2000);
    finishPod(cluster, 'a');
    run(cluster, 10);
    expect(usedCpu(cluster)).toBe(0);
    changePod(cluster, 'a', (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: {} } }));
    run(cluster, 10);
    expect(usedCpu(cluster)).toBe(0);
  });

  it('keeps what it has until the kubelet has made it smaller, then wakes those who wait', () => {
    const cluster = oneBoundPod();
    const status: ContainerStatus = {
      name: 'app',
      ready: true,
      restartCount: 0,
      image: '',
      imageID: '',
      state: {},
      lastState: {},
    };
    const holding = (cpu: string) => ({
      phase: 'Running' as const,
      containerStatuses: [{ ...status, allocatedResources: { cpu } }],
    });
    changePod(cluster, 'a', (pod) => ({ ...pod, status: holding('2') }));
    addPod(cluster, 'p', { requests: { cpu: '3' } });
    run(cluster, 100);
    const containers = [{ name: 'app', resources: { requests: { cpu: '1' } } }];
    changePod(cluster, 'a', (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, generation: 2 },
      spec: { ...pod.spec, containers },
    }));
    run(cluster, 100);
    expect([usedCpu(cluster), nodeNameOf(cluster, 'p')]).toEqual([2000, undefined]);
    changePod(cluster, 'a', (pod) => ({ ...pod, status: holding('1') }));
    run(cluster, 100);
    expect([usedCpu(cluster), nodeNameOf(cluster, 'p')]).toEqual([4000, 'n1']);
  });

  it('is seen with its new labels by those who count labels', () => {
    const cluster = oneBoundPod();
    changePod(cluster, 'a', (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: { app: 'web' } } }));
    run(cluster, 10);
    const [record] = findNode(cluster.host.scheduler, 'n1')?.pods.values() ?? [];
    expect(record?.pod.metadata.labels).toEqual({ app: 'web' });
  });
});

describe('a node', () => {
  it('that is gone takes no more pods', () => {
    const cluster = oneBoundPod();
    removeObject(cluster.host, 'nodes', getObject(cluster.host.store, 'nodes', 'n1') ?? addNode(cluster, 'n1'));
    addNode(cluster, 'n2');
    run(cluster, 10);
    addPod(cluster, 'p');
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n2');
  });
});
