/** Container statuses, from spec, runtime and the status before. */
import { describe, expect, it } from '@jest/globals';
import type { ContainerState, ContainerStatus, Pod, PodSpec, PodStatus } from '#kube-api';
import type { RuntimeContainer } from '#runtime';
import {
  container,
  containers,
  created,
  endedState,
  exited,
  instance,
  pod,
  running,
  runningState,
  sidecar,
  status,
  unknown,
  view,
  waitingState,
} from '../test/builders.ts';
import type { ContainerGroup } from './activity.ts';
import { containerStatuses, unlocatedState, type StatusInput } from './container-status.ts';

interface Given {
  readonly spec?: Partial<PodSpec>;
  readonly metadata?: Partial<Pod['metadata']>;
  readonly known?: readonly RuntimeContainer[];
  readonly old?: PodStatus;
  readonly reasons?: Readonly<Record<string, string>>;
}

const EPOCH = 1_767_225_600_000;

function inputOf({ spec = {}, metadata = {}, known = [], old = {}, reasons = {} }: Given): StatusInput {
  return {
    pod: pod(spec, metadata),
    view: view(known),
    old,
    epoch: EPOCH,
    reasons: new Map(Object.entries(reasons).map(([name, reason]) => [name, { reason, message: `why ${name}` }])),
    terminationMessage: (_container, { message = '' }) => message,
  };
}

function stateText({ waiting, running: runs, terminated }: ContainerState): string {
  if (waiting) return `waiting ${waiting.reason ?? ''}`.trim();
  if (runs) return 'running';
  return terminated ? `terminated ${terminated.reason ?? ''} ${terminated.exitCode}` : 'none';
}

/** `<state>, last <lastState>, restarts <n>` of one container. */
function told(given: Given, group: ContainerGroup = 'regular', name = 'app'): string {
  const found = containerStatuses(inputOf(given), group).find((one) => one.name === name);
  if (!found) return 'absent';
  const last = stateText(found.lastState);
  const parts = [
    stateText(found.state),
    last === 'none' ? '' : `last ${last}`,
    found.restartCount ? `restarts ${found.restartCount}` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

const before = (one: ContainerStatus): PodStatus => ({ containerStatuses: [one] });
const beforeInit = (one: ContainerStatus): PodStatus => ({ initContainerStatuses: [one] });
const crashed = (attempt: number, code: number): RuntimeContainer => instance('app', exited(code, { attempt }));
const deleted = { deletionTimestamp: '2026-01-01T00:01:00Z' };

describe('the status of a container', () => {
  it.each<[string, Given, string]>([
    ['#98 waits at first', {}, 'waiting ContainerCreating'],
    [
      '#98 waits for initialisation when there are init containers',
      { spec: { initContainers: containers('init') } },
      'waiting PodInitializing',
    ],
    [
      '#99 keeps its last state when the runtime knows no instance',
      { old: before(status('app', waitingState(), { lastState: endedState(1), restartCount: 3 })) },
      'waiting ContainerCreating, last terminated Error 1, restarts 3',
    ],
    [
      'stays terminated when the instance was collected',
      { old: before(status('app', endedState(1), { restartCount: 2 })) },
      'terminated Error 1, restarts 2',
    ],
    ['is running', { known: [instance('app')] }, 'running'],
    ['waits without a reason when it was created only', { known: [instance('app', created)] }, 'waiting'],
    [
      '#100 shows the run before as last state',
      { known: [crashed(0, 1), instance('app', { ...running, attempt: 1 })] },
      'running, last terminated Error 1, restarts 1',
    ],
    [
      '#101 shows the newest end when nothing is known of a next start',
      { known: [crashed(0, 3), crashed(1, 1)] },
      'terminated Error 1, last terminated Error 3, restarts 1',
    ],
    [
      '#102 shows why it was not started again, and the newest end as last state',
      { known: [crashed(0, 4), crashed(1, 2)], reasons: { app: 'CrashLoopBackOff' } },
      'waiting CrashLoopBackOff, last terminated Error 2, restarts 1',
    ],
    [
      '#103 shows no such reason when it succeeded under OnFailure',
      {
        spec: { restartPolicy: 'OnFailure' },
        known: [crashed(0, 3), crashed(1, 0)],
        reasons: { app: 'CrashLoopBackOff' },
      },
      'terminated Completed 0, last terminated Error 3, restarts 1',
    ],
    [
      '#104 shows no such reason under Never',
      {
        spec: { restartPolicy: 'Never' },
        known: [crashed(0, 3), crashed(1, 1)],
        reasons: { app: 'RunContainerError' },
      },
      'terminated Error 1, last terminated Error 3, restarts 1',
    ],
    [
      'shows no such reason once the pod is being deleted',
      { metadata: deleted, known: [crashed(0, 1)], reasons: { app: 'CrashLoopBackOff' } },
      'terminated Error 1',
    ],
    [
      '#105 shows the reason after success under Always',
      { known: [crashed(0, 0)], reasons: { app: 'CrashLoopBackOff' } },
      'waiting CrashLoopBackOff, last terminated Completed 0',
    ],
    ['shows the reason of a first start that failed', { reasons: { app: 'ErrImagePull' } }, 'waiting ErrImagePull'],
    [
      '#106 is terminated when nobody knows what became of a running one',
      { known: [instance('app', unknown)], old: before(status('app', runningState)) },
      'terminated ContainerStatusUnknown 137, restarts 1',
    ],
    ['waits when it never ran and nobody knows its state', { known: [instance('app', unknown)] }, 'waiting'],
    [
      '#107 counts a restart when a running instance vanished',
      { old: before(status('app', runningState)) },
      'waiting ContainerCreating, last terminated ContainerStatusUnknown 137, restarts 1',
    ],
    [
      '#107 counts none when the pod is being deleted',
      { metadata: deleted, old: before(status('app', runningState)) },
      'waiting ContainerCreating, last terminated ContainerStatusUnknown 137',
    ],
    [
      'never counts fewer restarts than before',
      { known: [instance('app')], old: before(status('app', waitingState(), { restartCount: 5 })) },
      'running, restarts 5',
    ],
  ])('%s', (_situation, given, expected) => {
    expect(told(given)).toBe(expected);
  });

  it('names image and instance as the runtime does once there is one', () => {
    const [fresh] = containerStatuses(inputOf({}), 'regular');
    expect(fresh).toMatchObject({ image: 'app:1.0', imageID: '' });
    expect(fresh).not.toHaveProperty('containerID');
    const [known] = containerStatuses(inputOf({ known: [instance('app')] }), 'regular');
    expect(known).toMatchObject({
      image: 'docker.io/library/app:1.0',
      imageID: 'docker.io/library/app@sha256:0',
      containerID: 'containerd://app-0',
      resources: {},
    });
  });

  it('names the last instance while it waits for the next', () => {
    const [waiting] = containerStatuses(
      inputOf({ known: [crashed(0, 1)], reasons: { app: 'CrashLoopBackOff' } }),
      'regular',
    );
    expect(waiting).toMatchObject({ containerID: 'containerd://app-0', state: { waiting: { message: 'why app' } } });
  });

  it('dates its states by the clock of the simulation, in whole seconds', () => {
    const [ended] = containerStatuses(
      inputOf({ known: [instance('app', exited(1, { startedAt: 1700, finishedAt: 9200 }))] }),
      'regular',
    );
    expect(ended?.state.terminated).toEqual({
      exitCode: 1,
      reason: 'Error',
      startedAt: '2026-01-01T00:00:01Z',
      finishedAt: '2026-01-01T00:00:09Z',
      containerID: 'containerd://app-0',
    });
  });

  it('has no start of a process that never started', () => {
    const failed = {
      state: 'exited',
      exitCode: 128,
      reason: 'StartError',
      message: 'no such file',
      finishedAt: 9000,
    } as const;
    const [one] = containerStatuses(inputOf({ known: [instance('app', failed)] }), 'regular');
    expect(one?.state.terminated).toMatchObject({ startedAt: '1970-01-01T00:00:00Z', message: 'no such file' });
  });

  it('keeps the very state of a run that goes on', () => {
    const old = before(status('app', runningState, { containerID: 'containerd://app-0' }));
    const [one] = containerStatuses(inputOf({ known: [instance('app')], old }), 'regular');
    expect(one?.state).toBe(runningState);
  });

  it('tells requests and mounts', () => {
    const app = container('app', {
      resources: { requests: { cpu: '100m' }, limits: { cpu: '1' } },
      volumeMounts: [
        { name: 'data', mountPath: '/data' },
        { name: 'token', mountPath: '/token', readOnly: true },
      ],
    });
    const [one] = containerStatuses(inputOf({ spec: { containers: [app] }, known: [instance('app')] }), 'regular');
    expect(one).toMatchObject({
      allocatedResources: { cpu: '100m' },
      resources: app.resources,
      volumeMounts: [
        { name: 'data', mountPath: '/data' },
        { name: 'token', mountPath: '/token', readOnly: true, recursiveReadOnly: 'Disabled' },
      ],
    });
  });
});

describe('the status of an init container', () => {
  const spec: Partial<PodSpec> = { initContainers: [container('init')] };
  const sidecars: Partial<PodSpec> = { initContainers: [sidecar('init')] };
  const ended = [instance('init', exited(0))];

  it.each<[string, Given, string]>([
    ['waits for initialisation at first', { spec }, 'waiting PodInitializing'],
    [
      '#105 stays completed whatever the reason',
      { spec, known: ended, reasons: { init: 'CrashLoopBackOff' } },
      'terminated Completed 0',
    ],
    [
      'of a sidecar that exited 0 stays completed through its back-off',
      { spec: sidecars, known: ended, reasons: { init: 'CrashLoopBackOff' } },
      'terminated Completed 0',
    ],
    [
      'shows the reason after a failure',
      { spec, known: [instance('init', exited(1))], reasons: { init: 'CrashLoopBackOff' } },
      'waiting CrashLoopBackOff, last terminated Error 1',
    ],
    [
      '#108 counts as completed when it is lost and the pod is initialized',
      { spec, known: [instance('app')] },
      'terminated Completed 0',
    ],
    ['#108 of a lost sidecar waits', { spec: sidecars, known: [instance('app')] }, 'waiting PodInitializing'],
    [
      'that was seen to end keeps that end',
      { spec, known: [instance('app')], old: beforeInit(status('init', endedState(0), { restartCount: 1 })) },
      'terminated Completed 0, restarts 1',
    ],
  ])('%s', (_situation, given, expected) => {
    expect(told(given, 'init', 'init')).toBe(expected);
  });

  it('#108 says why it counts as completed', () => {
    const [lost] = containerStatuses(inputOf({ spec, known: [instance('app')] }), 'init');
    expect(lost).toMatchObject({
      ready: true,
      state: {
        terminated: {
          message:
            'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally',
        },
      },
    });
  });
});

describe('the statuses of a pod', () => {
  const names = (given: Given, group: ContainerGroup): string[] =>
    containerStatuses(inputOf(given), group).map(({ name }) => name);

  it('come by name, those of init containers in spec order', () => {
    const spec: Partial<PodSpec> = {
      containers: containers('web', 'log'),
      initContainers: containers('second', 'first'),
      ephemeralContainers: containers('y', 'x'),
    };
    expect(names({ spec }, 'regular')).toEqual(['log', 'web']);
    expect(names({ spec }, 'init')).toEqual(['second', 'first']);
    expect(names({ spec }, 'ephemeral')).toEqual(['x', 'y']);
  });
});

describe('the state of a container whose end nobody saw', () => {
  it('is unknown with code 137', () => {
    expect(unlocatedState.terminated).toMatchObject({
      exitCode: 137,
      reason: 'ContainerStatusUnknown',
      message: 'The container could not be located when the pod was terminated',
    });
  });
});
