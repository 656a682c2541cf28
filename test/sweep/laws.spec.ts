/** Every law can be broken: each is shown an entry that breaks it. */
import { describe, expect, test } from '@jest/globals';
import type { TimelineEntry } from '#kernel';
import type { ContainerStatus, Pod, PodStatus } from '#kube-api';
import { createSimulation, type Simulation } from '#cluster';
import { createMemory, laws, remember, type LawName } from './laws.ts';

const pod = (status: PodStatus = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', uid: 'u1' },
  spec: { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }] },
  status,
});

const entry = (type: string, data: unknown, container = ''): TimelineEntry => ({
  seq: 1,
  at: 10_000,
  type,
  subject: `pod/default/web${container && `/${container}`}`,
  causes: [],
  data,
});

const write = (type: 'added' | 'modified' | 'deleted', status: PodStatus = {}): TimelineEntry =>
  entry(`pod.${type}`, { object: pod(status) });
const call = (name: string, container: string, more: object = {}): TimelineEntry =>
  entry(`runtime.${name}`, { call: name, attempt: 0, ...more }, container);
const container = (restartCount: number): ContainerStatus => ({
  name: 'a',
  state: {},
  lastState: {},
  ready: true,
  restartCount,
  image: '',
  imageID: '',
});
const initDone: PodStatus = { initContainerStatuses: [{ ...container(0), name: 'i' }] };

/** A runtime that holds a pod with what the last law needs. */
function withRuntime(sandboxes: number, isRunning: boolean): Simulation {
  const simulation = createSimulation({ nodes: 1 });
  const sandbox = (id: string) => ({
    id,
    attempt: 0,
    state: 'ready' as const,
    hostNetwork: false,
    ip: '',
    createdAt: 0,
  });
  const instance = {
    id: 'c',
    name: 'a',
    subject: '',
    attempt: 0,
    sandboxId: 's',
    state: 'running' as const,
    image: '',
    imageName: '',
    imageId: '',
    createdAt: 0,
    behavior: {},
  };
  simulation.runtime.nodes.get('node-1')?.pods.set('u1', {
    uid: 'u1',
    subject: 'pod/default/web',
    namespace: 'default',
    name: 'web',
    sandboxes: Array.from({ length: sandboxes }, (_, index) => sandbox(String(index))),
    containers: isRunning ? [instance] : [],
  });
  return simulation;
}

interface Case {
  readonly before: readonly TimelineEntry[];
  readonly breaks: TimelineEntry;
  readonly simulation?: Simulation;
}

const cases: Readonly<Record<LawName, Case>> = {
  'a terminal phase never changes': {
    before: [write('added'), write('modified', { phase: 'Failed' })],
    breaks: write('modified', { phase: 'Running' }),
  },
  'Ready implies ContainersReady': {
    before: [],
    breaks: write('modified', {
      conditions: [
        { type: 'Ready', status: 'True' },
        { type: 'ContainersReady', status: 'False' },
      ],
    }),
  },
  'restartCount never falls': {
    before: [write('added'), write('modified', { containerStatuses: [container(3)] })],
    breaks: write('modified', { containerStatuses: [container(2)] }),
  },
  'no main container is created before the init containers are done': {
    before: [write('added')],
    breaks: call('CreateContainer', 'a'),
  },
  'main containers are first created in the order of the spec': {
    before: [write('added'), write('modified', initDone), call('CreateContainer', 'b')],
    breaks: call('CreateContainer', 'a'),
  },
  'a pod has at most one ready sandbox': {
    before: [],
    breaks: call('RunPodSandbox', ''),
    simulation: withRuntime(2, false),
  },
  'nothing is started for a pod that is gone': { before: [], breaks: call('StartContainer', 'a') },
  'a pod that was not forced is gone only after its containers': {
    before: [write('added')],
    breaks: write('deleted', { phase: 'Succeeded' }),
    simulation: withRuntime(1, true),
  },
  'no container outlives the time that it was given to stop': {
    before: [{ ...call('StopContainer.begin', 'a', { timeout: 2 }), at: 5000 }],
    breaks: entry('process.exit', { code: 137 }, 'a'),
  },
  'no container gets more time to stop than its pod gives': {
    before: [write('added')],
    breaks: call('StopContainer.begin', 'a', { timeout: 3 }),
  },
};

describe('a law', () => {
  test.each(Object.entries(cases) as [LawName, Case][])(
    '%s: is broken by what breaks it',
    (name, { before, breaks, simulation }) => {
      const memory = createMemory();
      const world = simulation ?? createSimulation({ nodes: 1 });
      for (const one of before) {
        laws[name]({ entry: one, memory, simulation: world });
        remember(memory, one);
      }
      expect(laws[name]({ entry: breaks, memory, simulation: world })).toEqual(expect.any(String));
    },
  );
});
