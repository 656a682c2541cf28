/** The status of a pod as the kubelet generates it. */
import { describe, expect, it } from '@jest/globals';
import {
  isTerminalPhase,
  type Container,
  type ContainerStatus,
  type Pod,
  type PodSpec,
  type PodStatus,
} from '#kube-api';
import { findWorker, type ProbeResult, type ProbeType } from '#probe-engine';
import type { RuntimeContainer } from '#runtime';
import {
  container,
  containers,
  created,
  exited,
  instance,
  pod,
  running,
  runningState,
  sandbox,
  sidecar,
  status,
  view,
} from '../test/builders.ts';
import { addIdleWorker, createWorld, placeOf, plannedOf, type World } from '../test/world.ts';
import type { PodWorker } from './kubelet-state.ts';
import { generateStatus, isOwned, stampConditions, withContainer } from './pod-status.ts';

interface Given {
  readonly spec?: Partial<PodSpec>;
  readonly metadata?: Partial<Pod['metadata']>;
  readonly known?: readonly RuntimeContainer[];
  /** The status that the status manager holds. */
  readonly before?: PodStatus;
  /** Probe results of the instance `<container>-0`, by `<container>/<type>`. */
  readonly results?: Readonly<Record<string, ProbeResult>>;
}

/** A worker that sees these instances in a ready sandbox. */
function worldOf({ spec = {}, metadata = {}, known = [], before, results = {} }: Given): {
  world: World;
  worker: PodWorker;
} {
  const world = createWorld();
  const worker = addIdleWorker(world, pod(spec, metadata));
  worker.view = view(known);
  world.ctx.probes.addPod(world.host, placeOf(world, worker), world.ctx.probeClient);
  worker.status = before;
  for (const [key, result] of Object.entries(results)) {
    const [name = '', type = ''] = key.split('/');
    const probe = findWorker(world.host, worker.uid, name, type as ProbeType); // a key of the table above
    if (probe) Object.assign(probe, { containerId: `${name}-0`, result });
  }
  return { world, worker };
}

function generate(given: Given, isTerminal = false): PodStatus {
  const { world, worker } = worldOf(given);
  return generateStatus(world.ctx, worker, isTerminal);
}

/** `started`, `ready`, both or neither, of one container. */
function told(given: Given, name = 'app'): string {
  const { containerStatuses = [], initContainerStatuses = [] } = generate(given);
  const found = [...containerStatuses, ...initContainerStatuses].find((one) => one.name === name);
  return [found?.started ? 'started' : '', found?.ready ? 'ready' : ''].filter(Boolean).join(' and ') || 'neither';
}

const probe = { tcpSocket: { port: 80 } };
const withProbes = (...types: readonly ProbeType[]): Partial<PodSpec> => ({
  containers: [container('app', Object.fromEntries(types.map((type) => [`${type}Probe`, probe])))],
});
const app = [instance('app')];

describe('a container', () => {
  it.each<[string, Given, string]>([
    ['#143 that runs without probes is', { known: app }, 'started and ready'],
    ['#143 that ended is', { known: [instance('app', exited(0))] }, 'neither'],
    ['that was created only is', { known: [instance('app', created)] }, 'neither'],
    ['#143 whose readiness is not known is', { spec: withProbes('readiness'), known: app }, 'started'],
    [
      '#143 whose readiness failed is',
      { spec: withProbes('readiness'), known: app, results: { 'app/readiness': 'Failure' } },
      'started',
    ],
    [
      '#143 whose readiness succeeded is',
      { spec: withProbes('readiness'), known: app, results: { 'app/readiness': 'Success' } },
      'started and ready',
    ],
    ['#143 whose startup is not known is', { spec: withProbes('startup'), known: app }, 'neither'],
    [
      'whose startup failed is',
      { spec: withProbes('startup'), known: app, results: { 'app/startup': 'Failure' } },
      'neither',
    ],
    [
      '#143 whose startup succeeded is',
      { spec: withProbes('startup'), known: app, results: { 'app/startup': 'Success' } },
      'started and ready',
    ],
    [
      'whose startup succeeded, readiness unknown, is',
      { spec: withProbes('startup', 'readiness'), known: app, results: { 'app/startup': 'Success' } },
      'started',
    ],
    [
      'with a liveness probe alone is',
      { spec: withProbes('liveness'), known: app, results: { 'app/liveness': 'Failure' } },
      'started and ready',
    ],
    [
      'whose results belong to an older instance is',
      {
        spec: withProbes('readiness'),
        known: [instance('app', { ...running, attempt: 1 })],
        results: { 'app/readiness': 'Success' },
      },
      'started',
    ],
    [
      'that had started stays so while its startup result is away',
      {
        spec: withProbes('startup'),
        known: app,
        before: { containerStatuses: [status('app', runningState, { containerID: 'containerd://app-0' })] },
      },
      'started and ready',
    ],
  ])('%s %s', (_situation, given, expected) => {
    expect(told(given)).toBe(expected);
  });
});

describe('an init container', () => {
  const init = (facts: Parameters<typeof instance>[1], spec: Container = container('init')): Given => ({
    spec: { initContainers: [spec] },
    known: [instance('init', facts)],
  });

  it.each<[string, Given, string]>([
    ['that runs is', init(running), 'started'],
    ['#144 that succeeded is', init(exited(0)), 'ready'],
    ['that failed is', init(exited(1)), 'neither'],
    ['that runs as a sidecar is', init(running, sidecar('init')), 'started and ready'],
    ['that ended as a sidecar is', init(exited(0), sidecar('init')), 'neither'],
  ])('%s %s', (_situation, given, expected) => {
    expect(told(given, 'init')).toBe(expected);
  });
});

describe('a container that is started but not ready', () => {
  it('is probed for readiness at once', () => {
    const { world, worker } = worldOf({ spec: withProbes('readiness'), known: app });
    generateStatus(world.ctx, worker, false);
    expect(plannedOf(world)).toContain('0 probe/trigger');
  });
});

describe('the status of a pod', () => {
  it('begins with the whole picture before anything exists', () => {
    const { world, worker } = worldOf({});
    worker.view = view([], []);
    expect(generateStatus(world.ctx, worker, false)).toMatchObject({
      observedGeneration: 1,
      phase: 'Pending',
      hostIP: '172.18.0.2',
      hostIPs: [{ ip: '172.18.0.2' }],
      startTime: '2026-01-01T00:00:00Z',
      qosClass: 'BestEffort',
    });
  });

  it('has the address of the pod once there is one, and keeps it', () => {
    expect(generate({ known: app })).toMatchObject({ podIP: '10.64.0.2', podIPs: [{ ip: '10.64.0.2' }] });
    const { world, worker } = worldOf({ before: { podIP: '10.64.0.9' } });
    worker.view = view([], [sandbox({ state: 'notready', ip: '' })]);
    expect(generateStatus(world.ctx, worker, false).podIP).toBe('10.64.0.9');
  });

  it('has the address of the node in the host network, from the first on', () => {
    expect(generate({ spec: { hostNetwork: true } }).podIP).toBe('172.18.0.2');
  });

  it('#118 never changes its start time', () => {
    expect(generate({ before: { startTime: '2025-12-31T23:59:00Z' } }).startTime).toBe('2025-12-31T23:59:00Z');
  });

  it('lists init and ephemeral containers only where there are any', () => {
    const none = generate({ known: app });
    expect([none.initContainerStatuses, none.ephemeralContainerStatuses]).toEqual([undefined, undefined]);
    const all = generate({ spec: { initContainers: containers('init'), ephemeralContainers: containers('debug') } });
    expect(
      [all.initContainerStatuses, all.ephemeralContainerStatuses].map((list) => list?.map(({ name }) => name)),
    ).toEqual([['init'], ['debug']]);
  });
});

describe('the phase', () => {
  it('#93 stays terminal once it was, whatever the containers say', () => {
    expect(generate({ known: app, before: { phase: 'Succeeded' } }).phase).toBe('Succeeded');
    const { world, worker } = worldOf({ known: app });
    worker.pod = { ...worker.pod, status: { phase: 'Failed' } };
    expect(generateStatus(world.ctx, worker, false).phase).toBe('Failed');
  });

  it('#96 may go back from Running to Pending', () => {
    expect(generate({ before: { phase: 'Running' } }).phase).toBe('Pending');
  });

  it('#94 #95 keeps its reason and message while it stays the same', () => {
    const before: PodStatus = { phase: 'Running', reason: 'NodeLost', message: 'why' };
    expect(generate({ known: app, before })).toMatchObject({ reason: 'NodeLost', message: 'why' });
    expect(generate({ before })).not.toHaveProperty('reason');
  });

  it('of a pod that has been terminated is by exit codes, even under Always', () => {
    const given = { known: [instance('app', exited(0))] };
    expect([generate(given).phase, generate(given, true).phase]).toEqual(['Running', 'Succeeded']);
  });

  it('is terminal when it is Succeeded or Failed', () => {
    expect((['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown', undefined] as const).map(isTerminalPhase)).toEqual(
      [false, false, true, true, false, false],
    );
  });
});

describe('the termination message', () => {
  const message = (known: RuntimeContainer, spec: Container = container('app')): string | undefined =>
    generate({ spec: { containers: [spec] }, known: [known] }).containerStatuses?.[0]?.state.terminated?.message;
  const fallback = container('app', { terminationMessagePolicy: 'FallbackToLogsOnError' });
  const lines = Array.from({ length: 100 }, (_, index) => ({ at: 0, line: `line ${index}` }));

  it.each<[string, RuntimeContainer, Container, string | undefined]>([
    ["is the file's", instance('app', exited(1, { behavior: { terminationMessage: 'bye' } })), container('app'), 'bye'],
    [
      "is the runtime's own before the file's",
      instance('app', exited(128, { message: 'no such file', behavior: { terminationMessage: 'bye' } })),
      container('app'),
      'no such file: bye',
    ],
    [
      'is absent when there is none',
      instance('app', exited(1, { behavior: { logs: lines } })),
      container('app'),
      undefined,
    ],
    ['is no log after success', instance('app', exited(0, { behavior: { logs: lines } })), fallback, undefined],
    [
      'is the file rather than the log',
      instance('app', exited(1, { behavior: { terminationMessage: 'bye', logs: lines } })),
      fallback,
      'bye',
    ],
    [
      'is no log when the container could not run',
      instance('app', exited(1, { reason: 'ContainerCannotRun', behavior: { logs: lines } })),
      fallback,
      undefined,
    ],
  ])('%s', (_situation, known, spec, expected) => {
    expect(message(known, spec)).toBe(expected);
  });

  it('falls back to the last 80 lines of the log, at most 2048 bytes', () => {
    const short = message(instance('app', exited(1, { behavior: { logs: lines } })), fallback) ?? '';
    expect([short.split('\n').length - 1, short.split('\n')[0]]).toEqual([80, 'line 20']);
    const wide = [{ at: 0, line: 'x'.repeat(3000) }];
    expect(message(instance('app', exited(1, { behavior: { logs: wide } })), fallback)).toHaveLength(2048);
  });

  it('#129 has 4096 bytes at most, and all of a pod 12288', () => {
    const long = exited(1, { behavior: { terminationMessage: 'x'.repeat(5000) } });
    expect(message(instance('app', long))).toHaveLength(4096);
    const five = ['a', 'b', 'c', 'd', 'e'];
    const shared = generate({
      spec: { containers: containers(...five.slice(1)), initContainers: containers('a') },
      known: five.map((name) => instance(name, long)),
    });
    expect(shared.containerStatuses?.map(({ state }) => state.terminated?.message?.length)).toEqual([
      2457, 2457, 2457, 2457,
    ]);
  });
});

describe('conditions', () => {
  const at = '2026-01-01T00:00:00Z';

  it('#116 keep their transition time as long as their status stays', () => {
    const before: PodStatus = {
      conditions: [
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady', lastTransitionTime: at },
        { type: 'Initialized', status: 'False', lastTransitionTime: at },
      ],
    };
    const { world, worker } = worldOf({ before });
    world.host.now = 60_000;
    const stamped = stampConditions(world.ctx, worker, [
      { type: 'Ready', status: 'False', reason: 'PodFailed' },
      { type: 'Initialized', status: 'True' },
    ]);
    expect(stamped.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual([at, '2026-01-01T00:01:00Z']);
  });

  it('tell which generation they observed', () => {
    const { world, worker } = worldOf({ metadata: { generation: 3 } });
    expect(stampConditions(world.ctx, worker, [{ type: 'Ready', status: 'True' }])).toEqual([
      { type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: at, observedGeneration: 3 },
    ]);
  });

  it('are the very same objects when nothing changed', () => {
    const same = { type: 'Ready', status: 'True', lastTransitionTime: at, observedGeneration: 1 } as const;
    const { world, worker } = worldOf({ before: { conditions: [same] } });
    expect(stampConditions(world.ctx, worker, [{ type: 'Ready', status: 'True' }])[0]).toBe(same);
  });

  it("of the kubelet's own are told from those of others", () => {
    expect([isOwned('Ready'), isOwned('example.com/gate'), isOwned('DisruptionTarget')]).toEqual([true, false, false]);
  });
});

describe('an edit of one container', () => {
  const one = (name: string): ContainerStatus =>
    status(name, runningState, { containerID: `containerd://${name}-0`, ready: false });
  const before: PodStatus = {
    phase: 'Running',
    conditions: [
      { type: 'Initialized', status: 'True' },
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [app]',
      },
      {
        type: 'ContainersReady',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [app]',
      },
    ],
    containerStatuses: [one('app')],
  };
  const edit = (change: { ready?: boolean; started?: boolean }): PodStatus => {
    const { world, worker } = worldOf({ known: app, before });
    return withContainer(world.ctx, worker, before, { containerID: 'containerd://app-0', ...change });
  };

  it('makes the pod ready with it', () => {
    const after = edit({ ready: true });
    expect(after.containerStatuses?.[0]?.ready).toBe(true);
    expect(after.conditions?.map(({ type, status: value }) => `${type} ${value}`)).toEqual([
      'Initialized True',
      'Ready True',
      'ContainersReady True',
    ]);
  });

  it('leaves the conditions alone when it is only about the start', () => {
    expect(edit({ started: false })).toEqual({ ...before, containerStatuses: [{ ...one('app'), started: false }] });
  });

  it('finds sidecars too', () => {
    const spec = { initContainers: [sidecar('side')] };
    const status0 = {
      ...before,
      initContainerStatuses: [{ ...one('side') }],
      containerStatuses: [{ ...one('app'), ready: true }],
    };
    const { world, worker } = worldOf({ spec, before: status0 });
    const after = withContainer(world.ctx, worker, status0, { containerID: 'containerd://side-0', ready: true });
    expect(after.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
  });
});

describe('the status of an ephemeral container', () => {
  it('says nothing of a start, and does not make the pod unready', () => {
    const spec = { ephemeralContainers: [container('dbg')] };
    const after = generate({ spec, known: [instance('app', running), instance('dbg', exited(3))] });
    expect(after.ephemeralContainerStatuses?.map((one) => ['started' in one, one.state.terminated?.exitCode])).toEqual([
      [false, 3],
    ]);
    expect(after.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
  });
});
