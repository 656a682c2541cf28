/** What a probe worker does at one turn. */
import { describe, expect, it } from '@jest/globals';
import { parseTime, type Container, type ContainerState, type ContainerStatus, type PodStatus } from '#kube-api';
import { decide } from './probe-decision.ts';
import { probeTypes, type ProbeType } from './probe-types.ts';
import { createWorker, type ProbedPod, type ProbeWorker } from './probe-worker.ts';

const START = '2026-01-01T00:00:00Z';

interface Given {
  readonly worker?: Partial<ProbeWorker>;
  readonly container?: Partial<Container>;
  /** Absent: the kubelet shows no such container. */
  readonly shown?: Partial<ContainerStatus>;
  readonly status?: PodStatus;
  readonly policy?: 'Always' | 'OnFailure' | 'Never';
  readonly isSidecar?: boolean;
  /** Seconds since the container's start. */
  readonly age?: number;
}

const running: ContainerState = { running: { startedAt: START } };
const ended = (exitCode: number): ContainerState => ({ terminated: { exitCode, startedAt: START, finishedAt: START } });

const worker = (type: ProbeType, more: Partial<ProbeWorker> = {}): ProbeWorker => ({
  ...createWorker({ name: 'app' }, { node: 'n1', hostIP: '', owner: podOf({}), type, probe: {} }),
  ...more,
});

function podOf({ container = {}, policy, isSidecar, shown, status = {} }: Given): ProbedPod {
  const app: Container = { name: 'app', ...container };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', uid: 'uid-web' } };
  const other: Container = { name: 'other' };
  const spec = isSidecar
    ? { containers: [other], initContainers: [{ ...app, restartPolicy: 'Always' as const }] }
    : { containers: [app] };
  const one = {
    name: 'app',
    state: running,
    lastState: {},
    ready: false,
    started: true,
    restartCount: 0,
    image: '',
    imageID: '',
  };
  const list = shown ? [{ ...one, containerID: 'containerd://a', ...shown }] : [];
  return {
    pod: { ...pod, spec: { ...spec, ...(policy ? { restartPolicy: policy } : {}) } },
    status: {
      phase: 'Running',
      ...(isSidecar ? { initContainerStatuses: list } : { containerStatuses: list }),
      ...status,
    },
    view: { podIP: '10.64.0.2' },
  };
}

/** `probe`, `wait` or `exit`, with the result and the instance that come with it. */
function told(type: ProbeType, given: Given): string {
  const { next, result, containerId } = decide(
    worker(type, given.worker),
    podOf(given),
    parseTime(START) + (given.age ?? 60) * 1000,
  );
  return [next, result, containerId && `of ${containerId}`].filter(Boolean).join(' ');
}

const known = { containerId: 'a' };

describe('a probe worker', () => {
  it.each<[string, ProbeType, Given, string]>([
    ['#130 goes on waiting for a pod without status', 'liveness', { status: {} }, 'wait'],
    ['#130 goes on waiting for a container that is not shown', 'liveness', {}, 'wait'],
    [
      'goes on waiting for a container that never had an instance',
      'liveness',
      { shown: { containerID: '', state: { waiting: {} } } },
      'wait',
    ],
    ['#131 ends with a pod that has failed', 'readiness', { shown: {}, status: { phase: 'Failed' } }, 'exit'],
    ['ends with a pod that has succeeded', 'readiness', { shown: {}, status: { phase: 'Succeeded' } }, 'exit'],
    [
      '#130 counts a waiting container as a failure',
      'readiness',
      { worker: known, shown: { state: { waiting: {} } } },
      'wait Failure',
    ],
    [
      '#132 counts an ended container as a failure and waits for its restart',
      'liveness',
      { worker: known, shown: { state: ended(1) } },
      'wait Failure',
    ],
    [
      '#132 ends with a container that will not be restarted',
      'liveness',
      { worker: known, shown: { state: ended(1) }, policy: 'Never' },
      'exit Failure',
    ],
    [
      'ends with success under OnFailure',
      'liveness',
      { worker: known, shown: { state: ended(0) }, policy: 'OnFailure' },
      'exit Failure',
    ],
    [
      'waits for a restart after a failure under OnFailure',
      'liveness',
      { worker: known, shown: { state: ended(1) }, policy: 'OnFailure' },
      'wait Failure',
    ],
    [
      '#132 waits for the restart of a sidecar whatever the policy',
      'liveness',
      { worker: known, shown: { state: ended(1) }, policy: 'Never', isSidecar: true },
      'wait Failure',
    ],
    [
      "waits for a restart by the container's own policy",
      'liveness',
      { worker: known, shown: { state: ended(0) }, policy: 'Never', container: { restartPolicy: 'Always' } },
      'wait Failure',
    ],
    [
      'waits for a restart by a rule',
      'liveness',
      {
        worker: known,
        shown: { state: ended(42) },
        container: {
          restartPolicy: 'Never',
          restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
        },
      },
      'wait Failure',
    ],
    [
      'ends when the rule excepts the code',
      'liveness',
      {
        worker: known,
        shown: { state: ended(42) },
        container: {
          restartPolicy: 'Never',
          restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'NotIn', values: [42] } }],
        },
      },
      'exit Failure',
    ],
    ['asks a running container', 'liveness', { worker: known, shown: {} }, 'probe'],
    ['asks a running sidecar', 'readiness', { worker: known, shown: {}, isSidecar: true }, 'probe'],
  ])('%s', (_situation, type, given, expected) => {
    expect(told(type, given)).toBe(expected);
  });
});

describe('a new instance of a container', () => {
  it.each<[ProbeType, string]>([
    ['liveness', 'wait Success of a'],
    ['readiness', 'wait Failure of a'],
    ['startup', 'wait Unknown of a'],
  ])('#133 has for %s its first result before the initial delay is over: %s', (type, expected) => {
    const delayed = { worker: { probe: { initialDelaySeconds: 10 } }, age: 9, shown: { started: type !== 'startup' } };
    expect(told(type, delayed)).toBe(expected);
    expect(told(type, { ...delayed, age: 10 })).toBe(expected.replace('wait', 'probe'));
  });

  it('counts its age in whole seconds', () => {
    const given = { worker: { ...known, probe: { initialDelaySeconds: 10 } }, shown: {} };
    expect([told('liveness', { ...given, age: 9.999 }), told('liveness', { ...given, age: 10 })]).toEqual([
      'wait',
      'probe',
    ]);
  });

  it('ends the hold of the one before', () => {
    const held = { containerId: 'old', isOnHold: true, result: 'Failure' as const };
    expect(told('liveness', { worker: held, shown: {} })).toBe('probe Success of a');
  });
});

describe('a worker on hold', () => {
  it('asks nothing more of that instance', () => {
    expect(told('liveness', { worker: { ...known, isOnHold: true }, shown: {} })).toBe('wait');
  });
});

describe('the startup probe', () => {
  it.each<[ProbeType, boolean, string]>([
    ['startup', false, 'probe'],
    ['startup', true, 'wait'],
    ['liveness', false, 'wait'],
    ['liveness', true, 'probe'],
    ['readiness', false, 'wait'],
    ['readiness', true, 'probe'],
  ])('#138 #139 lets %s ask when started is %s: %s', (type, started, expected) => {
    expect(told(type, { worker: known, shown: { started } })).toBe(expected);
  });
});

describe('the table of probe types', () => {
  it('says what holds before the first answer and what an answer holds for good', () => {
    const rows = Object.entries(probeTypes).map(
      ([type, { initial, holdsAfter }]) => `${type}: ${initial}, then ${holdsAfter.join(' or ') || 'nothing'}`,
    );
    expect(rows).toEqual([
      'startup: Unknown, then Success or Failure',
      'liveness: Success, then Failure',
      'readiness: Failure, then nothing',
    ]);
  });
});
