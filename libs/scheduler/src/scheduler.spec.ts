/** The scheduler from the outside: pods in, bindings, conditions and events out. */
import { describe, expect, it } from '@jest/globals';
import { decodeState, encodeState, hashState } from '#kernel';
import {
  addBoundPod,
  addNode,
  addPod,
  changeNode,
  changePod,
  createCluster,
  deletePod,
  eventsOf,
  findPod,
  finishPod,
  nodeNameOf,
  run,
  runUntil,
  timelineOf,
  whyPending,
} from '../test/cluster.ts';

const NO_CPU =
  '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';

describe('a pod that fits', () => {
  it('is bound 4 ms after its creation and reported 2 ms later', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    run(cluster, 10);
    addPod(cluster, 'p');
    run(cluster, 100);
    expect(timelineOf(cluster)).toEqual([
      '+0 node.added node/n1',
      '+10 pod.added pod/default/p',
      '+14 pod.modified pod/default/p',
      '+16 event.added pod/default/p',
    ]);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is reported by an event in the style of events.k8s.io', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'p');
    run(cluster, 100);
    const [event] = eventsOf(cluster, 'p');
    expect(event).toMatchObject({
      type: 'Normal',
      reason: 'Scheduled',
      action: 'Binding',
      message: 'Successfully assigned default/p to n1',
      reportingComponent: 'default-scheduler',
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
    });
    expect(event?.eventTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(event?.metadata.name).toMatch(/^p\.[0-9a-f]{16}$/);
    expect(event).not.toHaveProperty('count');
  });

  it('does not bind a pod that was deleted between cycle and binding', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1' });
    addPod(cluster, 'p', { requests: { cpu: '1' } });
    runUntil(cluster, 2);
    deletePod(cluster, 'p');
    addPod(cluster, 'q', { requests: { cpu: '1' } });
    run(cluster, 100);
    expect(eventsOf(cluster, 'p')).toEqual([]);
    expect(nodeNameOf(cluster, 'q')).toBe('n1');
  });

  it('leaves a pod alone that somebody else bound between cycle and binding', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '2' });
    addNode(cluster, 'n2', { cpu: '1' });
    addPod(cluster, 'p', { requests: { cpu: '1' } });
    runUntil(cluster, 2);
    changePod(cluster, 'p', (pod) => ({ ...pod, spec: { ...pod.spec, nodeName: 'n2' } }));
    addPod(cluster, 'q', { requests: { cpu: '2' } });
    run(cluster, 100);
    expect(nodeNameOf(cluster, 'p')).toBe('n2');
    expect(nodeNameOf(cluster, 'q')).toBe('n1');
  });
});

describe('a pod that does not fit', () => {
  it('gets event and condition, and nothing else while the cluster stays as it is', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'a', { requests: { cpu: '3' } });
    run(cluster, 100);
    addPod(cluster, 'p', { requests: { cpu: '2' } });
    run(cluster, 60_000);
    expect(whyPending(cluster, 'p')).toBe(NO_CPU);
    expect(findPod(cluster, 'p').status?.conditions).toEqual([
      {
        type: 'PodScheduled',
        observedGeneration: 1,
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: expect.any(String),
        reason: 'Unschedulable',
        message: NO_CPU,
      },
    ]);
    expect(timelineOf(cluster).slice(-3)).toEqual([
      '+100 pod.added pod/default/p',
      '+103 event.added pod/default/p',
      '+104 pod.modified pod/default/p',
    ]);
    expect(eventsOf(cluster, 'p')[0]).toMatchObject({
      type: 'Warning',
      reason: 'FailedScheduling',
      action: 'Scheduling',
      message: NO_CPU,
    });
  });

  it('is bound 4 ms after the blocking pod has succeeded', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'a', { requests: { cpu: '3' } });
    run(cluster, 100);
    addPod(cluster, 'p', { requests: { cpu: '2' } });
    run(cluster, 900);
    finishPod(cluster, 'a');
    run(cluster, 4);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is not helped by a blocking pod that is merely terminating', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'a', { requests: { cpu: '3' } });
    run(cluster, 100);
    addPod(cluster, 'p', { requests: { cpu: '2' } });
    run(cluster, 100);
    changePod(cluster, 'a', (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-11-23T12:00:00Z' },
    }));
    run(cluster, 1000);
    expect(nodeNameOf(cluster, 'p')).toBeUndefined();
    deletePod(cluster, 'a');
    run(cluster, 100);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is tried again as the cordon and then the taint go, inside its back-off', () => {
    const cluster = createCluster();
    const taints = [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' as const }];
    for (const name of ['n1', 'n2']) addNode(cluster, name, { spec: { unschedulable: true, taints } });
    addPod(cluster, 'p');
    run(cluster, 1000);
    expect(whyPending(cluster, 'p')).toMatch(/^0\/2 nodes are available: 2 node\(s\) were unschedulable\. /);
    changeNode(cluster, 'n1', (node) => ({ ...node, spec: { taints } }));
    run(cluster, 10);
    expect(whyPending(cluster, 'p')).toMatch(
      /^0\/2 nodes are available: 1 node\(s\) had untolerated taint\(s\), 1 node\(s\) were unschedulable\. /,
    );
    changeNode(cluster, 'n1', (node) => ({ ...node, spec: {} }));
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('keeps the transition time of its condition when only the message changes', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true } });
    addPod(cluster, 'p', { requests: { cpu: '1' } });
    run(cluster, 5000);
    const [before] = findPod(cluster, 'p').status?.conditions ?? [];
    addNode(cluster, 'n2', { cpu: '0' });
    changeNode(cluster, 'n1', (node) => ({ ...node, spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } }));
    run(cluster, 5000);
    const [after] = findPod(cluster, 'p').status?.conditions ?? [];
    expect(after?.message).not.toBe(before?.message);
    expect(after?.lastTransitionTime).toBe(before?.lastTransitionTime);
  });

  it('is tried again after more than five minutes without any change, at the next half minute', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1' });
    addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '1' } });
    run(cluster, 10);
    addPod(cluster, 'p', { requests: { cpu: '1' } });
    runUntil(cluster, 329_999);
    expect(eventsOf(cluster, 'p')).toHaveLength(1);
    runUntil(cluster, 330_100);
    expect(eventsOf(cluster, 'p')).toHaveLength(2);
    expect(timelineOf(cluster).filter((line) => line.includes('pod.modified pod/default/p'))).toHaveLength(1);
  });

  it('merges repeated failures about the same version of the pod into a series', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1' });
    addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '1' } });
    run(cluster, 10);
    addPod(cluster, 'p', { requests: { cpu: '1' } });
    runUntil(cluster, 700_000);
    const events = eventsOf(cluster, 'p');
    expect(events.map(({ series }) => series?.count)).toEqual([undefined, 2]);
  });

  it('backs off and is retried when no node exists at all', () => {
    const cluster = createCluster();
    addPod(cluster, 'p');
    run(cluster, 500);
    expect(whyPending(cluster, 'p')).toBe('no nodes available to schedule pods');
    addNode(cluster, 'n1');
    run(cluster, 10_000);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });
});

describe('pods that are not the scheduler’s business', () => {
  it('ignores a pod of another scheduler', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'p', { spec: { schedulerName: 'other' } });
    run(cluster, 60_000);
    expect(findPod(cluster, 'p').status).toEqual({ phase: 'Pending' });
    expect(eventsOf(cluster, 'p')).toEqual([]);
  });

  it('counts a pod that was created on its node without scheduling it', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1' });
    addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '1' } });
    run(cluster, 10);
    addPod(cluster, 'p', { requests: { cpu: '1' } });
    run(cluster, 10);
    expect(eventsOf(cluster, 'a')).toEqual([]);
    expect(whyPending(cluster, 'p')).toContain('Insufficient cpu');
  });

  it('holds a gated pod back until its last gate goes, then binds it without back-off', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'p', { spec: { schedulingGates: [{ name: 'a' }, { name: 'b' }] } });
    run(cluster, 1000);
    changePod(cluster, 'p', (pod) => ({ ...pod, spec: { ...pod.spec, schedulingGates: [{ name: 'b' }] } }));
    run(cluster, 1000);
    expect(timelineOf(cluster).slice(2)).toEqual(['+1000 pod.modified pod/default/p']);
    changePod(cluster, 'p', (pod) => ({ ...pod, spec: { ...pod.spec, schedulingGates: [] } }));
    run(cluster, 5);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('drops a pod that is being deleted when its turn comes', () => {
    const cluster = createCluster();
    addPod(cluster, 'p');
    changePod(cluster, 'p', (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, finalizers: ['x'], deletionTimestamp: '2026-11-23T12:00:00Z' },
    }));
    run(cluster, 60_000);
    expect(eventsOf(cluster, 'p').map(({ message }) => message)).toEqual(['skip schedule deleting pod: default/p']);
    expect(findPod(cluster, 'p').status).toEqual({ phase: 'Pending' });
  });
});

describe('the state of the scheduler', () => {
  it('is plain data: a run that was written down and read back in between ends the same', () => {
    const play = (interrupted: boolean): string => {
      let cluster = createCluster();
      for (const name of ['n1', 'n2', 'n3']) addNode(cluster, name, { cpu: '2' });
      for (let i = 0; i < 8; i++) addPod(cluster, `p${i}`, { requests: { cpu: '1' } });
      run(cluster, 3);
      if (interrupted) cluster = { ...cluster, host: decodeState(encodeState(cluster.host)) as typeof cluster.host }; // the inverse
      run(cluster, 1000);
      finishPod(cluster, 'p0');
      run(cluster, 1000);
      return hashState(cluster.host.timeline);
    };
    expect(play(true)).toBe(play(false));
  });
});
