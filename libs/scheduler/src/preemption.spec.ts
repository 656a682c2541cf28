/** Preemption, from the message to the binding. */
import { describe, expect, it } from '@jest/globals';
import type { PodSpec } from '#kube-api';
import {
  addBoundPod,
  addNode,
  addPod,
  createCluster,
  deletePod,
  eventsOf,
  findPod,
  finishPod,
  nodeNameOf,
  run,
  timelineOf,
  whyPending,
  type Cluster,
} from '../test/cluster.ts';

/** Nodes of 3 CPUs, each with a pod of 2 and the priority given. */
function fullNodes(...priorities: number[]): Cluster {
  const cluster = createCluster();
  for (const [i, priority] of priorities.entries()) {
    addNode(cluster, `n${i + 1}`, { cpu: '3' });
    addBoundPod(cluster, `low${i + 1}`, {
      nodeName: `n${i + 1}`,
      requests: { cpu: '2' },
      spec: { priority },
      status: { phase: 'Running', startTime: `2026-11-23T12:0${i}:00Z` },
    });
  }
  run(cluster, 100);
  return cluster;
}

function addHigh(cluster: Cluster, spec: Partial<PodSpec> = {}): void {
  addPod(cluster, 'high', { requests: { cpu: '2' }, spec: { priority: 100, ...spec } });
  run(cluster, 50);
}

const terminating = (cluster: Cluster, ...names: string[]): string[] =>
  names.filter((name) => findPod(cluster, name).metadata.deletionTimestamp);

describe('a pod of high priority', () => {
  it('makes room, is nominated, and says so', () => {
    const cluster = fullNodes(10);
    addHigh(cluster);
    expect(whyPending(cluster, 'high')).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. preemption: found a potential placement for pod on node n1, preempting 1 victims',
    );
    expect(findPod(cluster, 'high').status?.nominatedNodeName).toBe('n1');
    expect(timelineOf(cluster).slice(2)).toEqual([
      '+100 pod.added pod/default/high',
      '+103 event.added pod/default/high',
      '+104 pod.modified pod/default/high',
      '+104 pod.modified pod/default/low1',
      '+107 pod.modified pod/default/low1',
      '+109 event.added pod/default/low1',
    ]);
  });

  it('tells the victim who took its place', () => {
    const cluster = fullNodes(10);
    addHigh(cluster);
    const victim = findPod(cluster, 'low1');
    expect(victim.status?.conditions).toEqual([
      expect.objectContaining({
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'PreemptionByScheduler',
        message: 'default-scheduler: preempting to accommodate a higher priority pod',
        observedGeneration: 1,
      }),
    ]);
    expect(victim.metadata).toMatchObject({ deletionGracePeriodSeconds: 30, generation: 2 });
    expect(eventsOf(cluster, 'low1')[0]).toMatchObject({
      reason: 'Preempted',
      action: 'Preempting',
      message: 'Preempted by pod uid-high on node n1',
    });
  });

  it('is bound when the victim is terminal, and its nomination ends', () => {
    const cluster = fullNodes(10);
    addHigh(cluster);
    run(cluster, 500);
    expect(nodeNameOf(cluster, 'high')).toBeUndefined();
    finishPod(cluster, 'low1');
    run(cluster, 4);
    expect(nodeNameOf(cluster, 'high')).toBe('n1');
    expect(findPod(cluster, 'high').status).not.toHaveProperty('nominatedNodeName');
    expect(cluster.host.scheduler.nominated.size).toBe(0);
  });

  it('preempts the pod of the lowest priority only', () => {
    const cluster = fullNodes(50, 10, 50);
    addHigh(cluster, { priority: 2_000_000_000, priorityClassName: 'system-cluster-critical' });
    expect(terminating(cluster, 'low1', 'low2', 'low3')).toEqual(['low2']);
  });

  it('prefers victims that started late', () => {
    const cluster = fullNodes(10, 10, 10);
    addHigh(cluster);
    expect(terminating(cluster, 'low1', 'low2', 'low3')).toEqual(['low3']);
  });

  it('finds no victims among its equals', () => {
    const cluster = fullNodes(100, 100);
    addHigh(cluster);
    expect(whyPending(cluster, 'high')).toMatch(
      /preemption: 0\/2 nodes are available: 2 No preemption victims found for incoming pod\.$/,
    );
  });

  it('does not preempt where its request could never fit', () => {
    const cluster = fullNodes(10);
    addPod(cluster, 'huge', { requests: { cpu: '4' }, spec: { priority: 100 } });
    run(cluster, 50);
    expect(whyPending(cluster, 'huge')).toMatch(
      / preemption: 0\/1 nodes are available: 1 Preemption is not helpful for scheduling\.$/,
    );
    expect(terminating(cluster, 'low1')).toEqual([]);
  });

  it('does not preempt when its policy is Never', () => {
    const cluster = fullNodes(10);
    addHigh(cluster, { preemptionPolicy: 'Never' });
    expect(whyPending(cluster, 'high')).toMatch(/ preemption: not eligible due to preemptionPolicy=Never\.$/);
    expect(terminating(cluster, 'low1')).toEqual([]);
  });

  it('waits for the terminating victim on its nominated node when it is tried again', () => {
    const cluster = fullNodes(10, 10);
    addHigh(cluster);
    addPod(cluster, 'other', { spec: { schedulerName: 'other' } });
    addBoundPod(cluster, 'passing', { nodeName: 'n1' });
    run(cluster, 2000);
    deletePod(cluster, 'passing');
    run(cluster, 50);
    expect(whyPending(cluster, 'high')).toMatch(
      / preemption: not eligible due to a terminating pod on the nominated node\.$/,
    );
    expect(findPod(cluster, 'high').status?.nominatedNodeName).toBe('n2');
    expect(terminating(cluster, 'low1', 'low2')).toEqual(['low2']);
  });

  it('keeps its place from newcomers of lower priority', () => {
    const cluster = fullNodes(10);
    addHigh(cluster);
    addPod(cluster, 'newcomer', { requests: { cpu: '2' }, spec: { priority: 20 } });
    run(cluster, 50);
    finishPod(cluster, 'low1');
    run(cluster, 50);
    expect([nodeNameOf(cluster, 'high'), nodeNameOf(cluster, 'newcomer')]).toEqual(['n1', undefined]);
  });

  it('takes as many victims as the other filters need: two for a spread over hosts', () => {
    const cluster = createCluster();
    const labels = { app: 'web' };
    for (const name of ['n1', 'n2']) addNode(cluster, name, { cpu: '10' });
    addBoundPod(cluster, 'big', { nodeName: 'n1', requests: { cpu: '9' }, labels, spec: { priority: 100 } });
    for (const name of ['s1', 's2', 's3'])
      addBoundPod(cluster, name, { nodeName: 'n2', requests: { cpu: '3' }, labels, spec: { priority: 1 } });
    run(cluster, 100);
    const constraint = {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule' as const,
      labelSelector: { matchLabels: labels },
    };
    addPod(cluster, 'medium', {
      requests: { cpu: '3' },
      labels,
      spec: { priority: 50, topologySpreadConstraints: [constraint] },
    });
    run(cluster, 50);
    expect(terminating(cluster, 's1', 's2', 's3')).toHaveLength(2);
  });

  it('takes the nomination away from a pod that matters less', () => {
    const cluster = fullNodes(10);
    addHigh(cluster);
    addPod(cluster, 'highest', { requests: { cpu: '3' }, spec: { priority: 1000 } });
    run(cluster, 50);
    expect(findPod(cluster, 'high').status).not.toHaveProperty('nominatedNodeName');
    expect(findPod(cluster, 'highest').status?.nominatedNodeName).toBe('n1');
  });
});
