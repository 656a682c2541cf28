/** Evictions in the life of pods: rounds, victims, conditions of the node, and what costs nothing. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import type { Command, Simulation } from '#cluster';
import type { Event, Node, PodSpec } from '#kube-api';
import { getObject, listObjects } from '#object-store';
import { block, play, playText, post, type Play } from '../../../../test/timeline-text.ts';
import { createEvictionState, forgetPressure } from './eviction-state.ts';

const fault = (options: Readonly<Record<string, string>>): Command =>
  ({ kind: 'fault', fault: 'set-usage', options: { namespace: 'default', pod: 'web', ...options } }) as Command; // a pod and its figures
const onNode = (options: Readonly<Record<string, string>>): Command =>
  ({ kind: 'fault', fault: 'set-node-usage', options: { node: 'node-1', ...options } }) as Command; // the node and its figures
const since = (text: string, second: string): string => text.slice(text.indexOf(`\n+${second}s`) + 1);
const app = (more: object): Partial<PodSpec> => ({ containers: [{ name: 'app', image: 'app:1.0', ...more }] });

describe('a node that runs short of memory', () => {
  it('evicts a pod at once, with a second to end in, and says so for five minutes', () => {
    const script = [[5, fault({ memory: '8100Mi' })]] as const;
    const text = playText({ pod: { spec: {} }, script, until: 400 }, 'events', 'pod', 'calls');
    expect(since(text, '10.0')).toBe(
      block(`
      +10.0s   node-1  EvictionThresholdMet       Attempting to reclaim memory
      +10.0s   web     Evicted                    The node was low on resource: memory. Threshold quantity: 100Mi, available: 92Mi. Container app was using 8100Mi, request is 0, has larger consumption of memory.
      +10.0s   app     Killing                    Stopping container app
      +10.0s   app     StopContainer.begin        timeout 2
      +10.0s   app     StopContainer              timeout 2
      +10.0s   web     StopPodSandbox
      +10.1s   web     MODIFIED                   Failed, reason Evicted, app Completed 0 not ready, DisruptionTarget True TerminationByKubelet, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
      +11.0s   app     RemoveContainer
      +12.8s   node-1  NodeHasInsufficientMemory  Node node-1 status is now: NodeHasInsufficientMemory
      +312.8s  node-1  NodeHasSufficientMemory    Node node-1 status is now: NodeHasSufficientMemory
    `),
    );
  });

  it('waits for the grace period of a soft threshold, then gives the pod some time', () => {
    const kubelet = {
      evictionSoft: { 'memory.available': '1Gi' },
      evictionSoftGraceMs: { 'memory.available': 25_000 },
      evictionMaxPodGraceSeconds: 5,
    };
    const settings = { profile: 'textbook', kubelet, runtime: { areImagesPresent: true } } as const;
    const script = [[5, fault({ memory: '7500Mi' })]] as const;
    const deaf = { app: { onTerm: { ignore: true } } };
    const text = playText({ pod: { spec: {}, behavior: deaf }, script, settings, until: 60 }, 'events', 'calls');
    expect(since(text, '12.8')).toBe(
      block(`
      +12.8s  node-1  NodeHasInsufficientMemory  Node node-1 status is now: NodeHasInsufficientMemory
      +40.0s  node-1  EvictionThresholdMet       Attempting to reclaim memory
      +40.0s  web     Evicted                    The node was low on resource: memory. Threshold quantity: 1Gi, available: 692Mi. Container app was using 7500Mi, request is 0, has larger consumption of memory.
      +40.0s  app     Killing                    Stopping container app
      +40.0s  app     StopContainer.begin        timeout 5
      +45.0s  app     StopContainer              timeout 5
      +45.0s  web     StopPodSandbox
      +46.0s  app     RemoveContainer
    `),
    );
  });

  it('never evicts a critical pod, however often it tries', () => {
    const script = [[5, fault({ memory: '8100Mi' })]] as const;
    const spec = { priorityClassName: 'system-node-critical' };
    const text = playText({ pod: { spec }, script, until: 35 }, 'events');
    expect(since(text, '10.0')).toBe(
      block(`
      +10.0s  node-1  EvictionThresholdMet       Attempting to reclaim memory
      +12.8s  node-1  NodeHasInsufficientMemory  Node node-1 status is now: NodeHasInsufficientMemory
      +20.0s  node-1  EvictionThresholdMet       Attempting to reclaim memory (x2)
      +30.0s  node-1  EvictionThresholdMet       Attempting to reclaim memory (x3)
    `),
    );
  });

  it('evicts one pod after another, the next as soon as the one before is gone', () => {
    const second = post({ name: 'two', spec: {} });
    const script = [
      [1, second],
      [5, onNode({ memory: '8Gi' })],
    ] as const;
    const text = playText({ pod: { spec: {} }, script, until: 20 }, 'events');
    expect(text.split('\n').filter((line) => line.includes('Evicted'))).toEqual([
      expect.stringMatching(/^\+10\.0s +web +Evicted/),
      expect.stringMatching(/^\+11\.1s +two +Evicted/),
    ]);
  });

  it('is tainted, and takes no pod that asked for nothing', () => {
    const unscheduled = { ...app({}), nodeName: 'node-1' };
    const script = [
      [5, onNode({ memory: '8Gi' })],
      [15, post({ name: 'late', spec: unscheduled })],
    ] as const;
    const text = playText({ pod: { spec: {} }, script, until: 16 }, 'events', 'pod');
    expect(since(text, '15.0')).toMatch(
      /late +Evicted +The node had condition: \[MemoryPressure\]\.\n.*late +MODIFIED +Failed, reason Evicted/,
    );
  });
});

describe('a node that runs short of disk', () => {
  it('removes what is left of pods that have ended first, and evicts nobody if that is enough', () => {
    const done = { app: { exitAfter: 2, exitCode: 0 } };
    const once = { ...app({}), restartPolicy: 'Never' } as const;
    const script = [
      [1, fault({ ephemeralStorage: '90Gi' })],
      [2, post({ name: 'two', spec: {} })],
    ] as const;
    const text = playText({ pod: { spec: once, behavior: done }, script, until: 30 }, 'events', 'calls');
    expect(since(text, '10.0')).toBe(
      block(`
      +10.0s  node-1  EvictionThresholdMet  Attempting to reclaim ephemeral-storage
      +10.0s  app     RemoveContainer
      +12.8s  node-1  NodeHasDiskPressure   Node node-1 status is now: NodeHasDiskPressure
    `),
    );
  });

  it('is tainted while it says so', () => {
    const simulation = simulate([[5, onNode({ ephemeralStorage: '90Gi' })]], 20);
    expect((getObject(simulation.store, 'nodes', 'node-1') as Node).spec.taints).toMatchObject([
      { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' },
    ]);
  });
});

describe('a node that runs short of processes', () => {
  it('evicts where there is a threshold for them', () => {
    const kubelet = { evictionHard: { 'pid.available': '10%' } };
    const settings = { profile: 'textbook', kubelet, runtime: { areImagesPresent: true } } as const;
    const script = [[5, fault({ pids: '4000000' })]] as const;
    const text = playText({ pod: { spec: {} }, script, settings, until: 15 }, 'events');
    expect(since(text, '10.0')).toBe(
      block(`
      +10.0s  node-1  EvictionThresholdMet    Attempting to reclaim pids
      +10.0s  web     Evicted                 The node was low on resource: pids. Threshold quantity: 419430, available: 194304.
      +10.0s  app     Killing                 Stopping container app
      +12.8s  node-1  NodeHasInsufficientPID  Node node-1 status is now: NodeHasInsufficientPID
    `),
    );
  });
});

describe('a pod that goes beyond a limit of local storage', () => {
  it('is evicted although the node has room, and is no target of a disruption', () => {
    const spec = { ...app({}), volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Gi' } }] };
    const script = [[5, fault({ volume: 'cache', ephemeralStorage: '2Gi' })]] as const;
    const text = playText({ pod: { spec }, script, until: 20 }, 'events', 'pod');
    expect(since(text, '10.0')).toBe(
      block(`
      +10.0s  web  Evicted    Usage of EmptyDir volume "cache" exceeds the limit "1Gi".
      +10.0s  app  Killing    Stopping container app
      +10.1s  web  MODIFIED   Failed, reason Evicted, app Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
    `),
    );
  });
});

describe('an eviction', () => {
  it('tells in annotations of its event who took what', () => {
    const events = listObjects(simulate([[5, fault({ memory: '8100Mi' })]], 20).store, 'events') as Event[]; // events holds Events
    expect(events.find(({ reason }) => reason === 'Evicted')?.metadata.annotations).toEqual({
      offending_containers: 'app',
      offending_containers_usage: '8100Mi',
      starved_resource: 'memory',
    });
  });
});

describe('rounds', () => {
  const rounds = (simulation: Simulation): number =>
    plannedEntries(simulation.agenda).filter(({ kind }) => kind.startsWith('eviction-')).length;

  it('are not materialised on a node that uses nothing', () => {
    expect(rounds(simulate([], 20))).toBe(0);
  });

  it('are held as long as something is used', () => {
    expect(rounds(simulate([[5, fault({ memory: '1Gi' })]], 20))).toBe(1);
    expect(
      rounds(
        simulate(
          [
            [5, fault({ memory: '1Gi' })],
            [8, fault({ memory: '0' })],
          ],
          20,
        ),
      ),
    ).toBe(0);
  });

  it('end when the victim is gone and the pressure is over', () => {
    expect(rounds(simulate([[5, fault({ memory: '8100Mi' })]], 300))).toBe(1);
    expect(rounds(simulate([[5, fault({ memory: '8100Mi' })]], 320))).toBe(0);
  });

  it('end with the kubelet, and are taken up by the next one', () => {
    const stop: Command = { kind: 'fault', fault: 'stop-kubelet', options: { node: 'node-1' } };
    const start: Command = { kind: 'fault', fault: 'start-kubelet', options: { node: 'node-1' } };
    const used = [
      [5, fault({ memory: '1Gi' })],
      [7, stop],
    ] as const;
    expect(rounds(simulate(used, 20))).toBe(0);
    expect(rounds(simulate([...used, [21, start]], 40))).toBe(1);
  });

  it('that were planned before the kubelet stopped are void', () => {
    const state = { ...createEvictionState(), isPlanned: true, token: 3 };
    forgetPressure(state);
    expect(state).toEqual({ ...createEvictionState(), token: 4 });
  });
});

const simulate = (script: NonNullable<Play['script']>, until: number): Simulation =>
  play({ pod: { spec: {} }, script, until });
