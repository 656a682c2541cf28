/** Critical pods make room for themselves. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { block, play, post, timelineText, type Play } from '../../../test/timeline-text.ts';
import { container, pod } from '../test/builders.ts';
import {
  addPod,
  changePod,
  createWorld,
  eventsOf,
  findPod,
  NODE,
  runUntil,
  workerOf,
  type World,
} from '../test/world.ts';

const asking = (cpu: string) => [container('app', { resources: { requests: { cpu } } })];
const CRITICAL = 2_000_000_000;

function worldWith(cpu: string, spec: object = {}): World {
  const world = createWorld();
  const status = { allocatable: { cpu, pods: '110' } };
  createObject(world.host, 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE }, spec, status });
  return world;
}

function add(world: World, name: string, cpu: string, more: object = {}): void {
  const one = pod({ containers: asking(cpu), ...more }, { name, uid: `uid-${name}` });
  addPod(world, { ...one, status: { phase: 'Pending', qosClass: 'Burstable' } });
}

const phases = (world: World, ...names: readonly string[]): string =>
  names.map((name) => findPod(world, name)?.status?.phase ?? 'gone').join(' ');

describe('a critical pod that finds too little room', () => {
  it('has others ended with their own grace periods, one after another, and comes in when they are gone', () => {
    const world = worldWith('2');
    const slow = { 'podlab/behavior': '{"containers":{"app":{"onTerm":{"exitAfter":2}}}}' };
    for (const name of ['one', 'two']) {
      const victim = pod({ containers: asking('1') }, { name, uid: `uid-${name}`, annotations: slow });
      addPod(world, { ...victim, status: { phase: 'Pending', qosClass: 'Burstable' } });
    }
    runUntil(world, 5);
    add(world, 'vital', '2', { priority: CRITICAL });
    runUntil(world, 6);
    expect(phases(world, 'one', 'two', 'vital')).toBe('Running Running Pending');
    expect(eventsOf(world).filter((event) => event.includes('Preempting'))).toHaveLength(1);
    runUntil(world, 8);
    expect(phases(world, 'one', 'two', 'vital')).toBe('Running Failed Pending');
    runUntil(world, 12);
    expect(phases(world, 'one', 'two', 'vital')).toBe('Failed Failed Running');
    expect(findPod(world, 'two')?.status).toMatchObject({
      reason: 'Preempting',
      message: 'Preempted in order to admit critical pod',
    });
    expect(findPod(world, 'two')?.status?.conditions?.[0]).toMatchObject({
      type: 'DisruptionTarget',
      reason: 'TerminationByKubelet',
      message: 'Pod was preempted by Kubelet to accommodate a critical pod.',
    });
  });

  it('#204 is told in its victim’s events and status', () => {
    const vital = {
      name: 'vital',
      spec: { containers: asking('3'), priorityClassName: 'system-node-critical', nodeName: 'node-1' },
    };
    const text = preemptionOf({ spec: { containers: asking('2') } }, vital);
    expect(text.slice(text.indexOf('\n+5.0s') + 1)).toBe(
      block(`
      +5.0s  vital  ADDED
      +5.0s  web    Preempting           Preempted in order to admit critical pod
      +5.0s  app    Killing              Stopping container app
      +5.0s  app    StopContainer.begin  timeout 30
      +5.0s  app    StopContainer        timeout 30
      +5.0s  web    StopPodSandbox
      +5.1s  vital  RunPodSandbox
      +5.1s  vital  MODIFIED             app waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady, PodScheduled True
      +5.1s  web    MODIFIED             Failed, reason Preempting, app Completed 0 not ready, DisruptionTarget True TerminationByKubelet, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
      +5.1s  app    Pulled               Container image "app:1.0" already present on machine and can be accessed by the pod
      +5.1s  app    CreateContainer
      +5.1s  vital  MODIFIED             PodReadyToStartContainers True
      +5.2s  app    Created              Container created
      +5.2s  app    StartContainer
      +5.2s  app    Started              Container started
      +5.2s  vital  MODIFIED             Running, app running ready, Ready True, ContainersReady True
      +6.0s  app    RemoveContainer
    `),
    );
  });

  it('is refused when something else stands in its way', () => {
    const world = worldWith('2');
    add(world, 'one', '2');
    runUntil(world, 5);
    add(world, 'vital', '2', { priority: CRITICAL, nodeSelector: { zone: 'b' } });
    runUntil(world, 10);
    expect([phases(world, 'one', 'vital'), findPod(world, 'vital')?.status?.reason]).toEqual([
      'Running Failed',
      'NodeAffinity',
    ]);
  });

  it('is refused when nobody could give enough', () => {
    const world = worldWith('2');
    add(world, 'one', '1');
    runUntil(world, 5);
    add(world, 'vital', '3', { priority: CRITICAL });
    runUntil(world, 10);
    expect(phases(world, 'one', 'vital')).toBe('Running Failed');
    expect(eventsOf(world).at(-1)).toBe(
      'Warning UnexpectedAdmissionError: Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: cpu, q: 1000), ]',
    );
  });
});

describe('a pod that is not critical', () => {
  it('is refused where it finds too little room', () => {
    const world = worldWith('2');
    add(world, 'one', '2');
    add(world, 'late', '1', { priority: 1000 });
    runUntil(world, 5);
    expect(phases(world, 'one', 'late')).toBe('Running Failed');
  });
});

describe('while room is made', () => {
  it('other pods that come, change or go have to wait', () => {
    const world = worldWith('2');
    const deaf = { 'podlab/behavior': '{"containers":{"app":{"onTerm":{"ignore":true}}}}' };
    addPod(world, pod({ containers: asking('2'), terminationGracePeriodSeconds: 5 }, { annotations: deaf }));
    runUntil(world, 5);
    add(world, 'vital', '1', { priority: CRITICAL });
    add(world, 'next', '1');
    runUntil(world, 9);
    expect([...world.ctx.node.workers.keys()]).toEqual(['uid-web', 'uid-vital']);
    changePod(world, (one) => ({ ...one, metadata: { ...one.metadata, labels: { seen: 'late' } } }));
    runUntil(world, 9.5);
    expect(workerOf(world).pod.metadata.labels).toBeUndefined();
    runUntil(world, 15);
    expect(phases(world, 'web', 'vital', 'next')).toBe('Failed Running Running');
    expect(workerOf(world).pod.metadata.labels).toEqual({ seen: 'late' });
  });
});

/** A victim on the only node, and a critical pod that is posted there 5 s later. */
function preemptionOf(victim: Play['pod'], critical: Play['pod']): string {
  const script = [[5, post(critical)]] as const;
  return timelineText(play({ pod: victim, script, until: 10 }), 'events', 'pod', 'calls');
}
