/** The row of a pod: the states that kubectl has words for. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../test/pods.ts';
import type { ContainerState, ContainerStatus } from '../core-v1/container.ts';
import type { Pod, PodCondition, PodSpec, PodStatus } from '../core-v1/pod.ts';
import { formatTime } from '../meta-v1/time.ts';
import { podRow, podRowConditions } from './pod-row.ts';

const NOW = 1_800_000_000_000;
const ago = (seconds: number): string => formatTime(NOW - seconds * 1000);
const running: ContainerState = { running: { startedAt: ago(60) } };
const waiting = (reason: string): ContainerState => ({ waiting: { reason } });
const ended = (exitCode: number, reason?: string, signal?: number): ContainerState => ({
  terminated: { exitCode, startedAt: null, finishedAt: null, ...(reason && { reason }), ...(signal && { signal }) },
});

interface Extra {
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restarts?: number;
  /** Seconds since the end of the run before. */
  readonly last?: number;
}

function status(
  name: string,
  state: ContainerState,
  { ready = false, started, restarts = 0, last }: Extra = {},
): ContainerStatus {
  const lastState = last === undefined ? {} : { terminated: { exitCode: 1, startedAt: null, finishedAt: ago(last) } };
  const flags = started === undefined ? {} : { started };
  return { name, state, lastState, ready, ...flags, restartCount: restarts, image: 'x', imageID: '' };
}

const condition = (type: string, value: 'True' | 'False', reason?: string): PodCondition => ({
  type,
  status: value,
  ...(reason && { reason }),
});
const init = (...names: readonly string[]): Partial<PodSpec> => ({
  initContainers: names.map((name) => container({ name })),
});
const sidecar = (...names: readonly string[]): Partial<PodSpec> => ({
  initContainers: names.map((name) => container({ name, restartPolicy: 'Always' })),
});
const two: Partial<PodSpec> = { containers: [container({ name: 'a' }), container({ name: 'b' })] };
const ready = condition('Ready', 'True');

const cells = (
  podStatus: PodStatus,
  spec: Partial<PodSpec> = {},
  metadata: Partial<Pod['metadata']> = {},
): readonly string[] => {
  const base = pod(spec);
  return podRow({ ...base, metadata: { ...base.metadata, ...metadata }, status: podStatus }, NOW);
};

describe('READY, STATUS and RESTARTS', () => {
  it.each<[string, PodStatus, Partial<PodSpec>, string]>([
    ['not scheduled', { phase: 'Pending' }, {}, '0/1 Pending 0'],
    [
      'gated',
      { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] },
      {},
      '0/1 SchedulingGated 0',
    ],
    [
      'being created',
      { phase: 'Pending', containerStatuses: [status('app', waiting('ContainerCreating'))] },
      {},
      '0/1 ContainerCreating 0',
    ],
    [
      'init waiting',
      { phase: 'Pending', initContainerStatuses: [status('i', waiting('PodInitializing'))] },
      init('i', 'j'),
      '0/1 Init:0/2 0',
    ],
    [
      'second init running',
      { phase: 'Pending', initContainerStatuses: [status('i', ended(0)), status('j', running)] },
      init('i', 'j'),
      '0/1 Init:1/2 0',
    ],
    [
      'init failed without a reason',
      { phase: 'Pending', initContainerStatuses: [status('i', ended(5))] },
      init('i'),
      '0/1 Init:ExitCode:5 0',
    ],
    [
      'init killed',
      { phase: 'Pending', initContainerStatuses: [status('i', ended(137, '', 9))] },
      init('i'),
      '0/1 Init:Signal:9 0',
    ],
    [
      'init in back-off',
      {
        phase: 'Pending',
        initContainerStatuses: [status('i', waiting('CrashLoopBackOff'), { restarts: 3, last: 26 })],
      },
      init('i'),
      '0/1 Init:CrashLoopBackOff 3 (26s ago)',
    ],
    [
      'sidecar not started',
      { phase: 'Pending', initContainerStatuses: [status('s', running, { started: false })] },
      sidecar('s'),
      '0/2 Init:0/1 0',
    ],
    [
      'sidecar and container ready',
      {
        phase: 'Running',
        initContainerStatuses: [status('s', running, { started: true, ready: true })],
        containerStatuses: [status('app', running, { ready: true })],
      },
      sidecar('s'),
      '2/2 Running 0',
    ],
    [
      'running',
      { phase: 'Running', containerStatuses: [status('app', running, { ready: true, restarts: 3, last: 301 })] },
      {},
      '1/1 Running 3 (5m1s ago)',
    ],
    [
      'restarted, last state lost',
      { phase: 'Running', containerStatuses: [status('app', running, { ready: true, restarts: 3 })] },
      {},
      '1/1 Running 3',
    ],
    [
      'in back-off',
      { phase: 'Running', containerStatuses: [status('app', waiting('CrashLoopBackOff'), { restarts: 4, last: 91 })] },
      {},
      '0/1 CrashLoopBackOff 4 (91s ago)',
    ],
    ['ended with a code', { phase: 'Running', containerStatuses: [status('app', ended(2))] }, {}, '0/1 ExitCode:2 0'],
    [
      'completed',
      { phase: 'Succeeded', containerStatuses: [status('app', ended(0, 'Completed'))] },
      {},
      '0/1 Completed 0',
    ],
    [
      'one of two completed',
      {
        phase: 'Running',
        containerStatuses: [status('a', ended(0, 'Completed')), status('b', running, { ready: true })],
      },
      two,
      '1/2 NotReady 0',
    ],
    [
      'one of two completed, ready',
      {
        phase: 'Running',
        conditions: [ready],
        containerStatuses: [status('a', ended(0, 'Completed')), status('b', running, { ready: true })],
      },
      two,
      '1/2 Running 0',
    ],
    [
      'the first trouble shows',
      {
        phase: 'Running',
        containerStatuses: [status('a', ended(1, 'Error')), status('b', waiting('CrashLoopBackOff'))],
      },
      two,
      '0/2 Error 0',
    ],
    [
      'failed next to completed',
      { phase: 'Failed', containerStatuses: [status('a', ended(0, 'Completed')), status('b', ended(1, 'Error'))] },
      two,
      '0/2 Error 0',
    ],
    ['evicted', { phase: 'Failed', reason: 'Evicted' }, {}, '0/1 Evicted 0'],
    [
      'restarts of init containers count until they are done',
      {
        phase: 'Running',
        conditions: [condition('Initialized', 'True')],
        initContainerStatuses: [status('i', ended(0), { restarts: 3, last: 10 })],
        containerStatuses: [status('app', running, { restarts: 4, last: 20 })],
      },
      init('i'),
      '0/1 Running 4 (20s ago)',
    ],
  ])('%s', (_name, podStatus, spec, expected) => {
    expect(cells(podStatus, spec).slice(1, 4).join(' ')).toBe(expected);
  });

  it('a deletion hides everything but the end', () => {
    const deleted = { deletionTimestamp: ago(1) };
    expect(
      cells({ phase: 'Running', containerStatuses: [status('app', waiting('CrashLoopBackOff'))] }, {}, deleted)[2],
    ).toBe('Terminating');
    expect(cells({ phase: 'Running', reason: 'NodeLost' }, {}, deleted)[2]).toBe('Unknown');
    expect(
      cells({ phase: 'Succeeded', containerStatuses: [status('app', ended(0, 'Completed'))] }, {}, deleted)[2],
    ).toBe('Completed');
  });
});

describe('the other cells', () => {
  it('age, address, node, nomination and readiness gates', () => {
    const podStatus: PodStatus = {
      phase: 'Running',
      podIPs: [{ ip: '10.1.0.9' }],
      conditions: [condition('a', 'True'), condition('b', 'False')],
    };
    const spec = { nodeName: 'n1', readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] };
    const row = cells(podStatus, spec, { creationTimestamp: ago(300) });
    expect([row[0], ...row.slice(4)]).toEqual(['p', '5m', '10.1.0.9', 'n1', '<none>', '1/2']);
    expect(cells({}).slice(4)).toEqual(['<unknown>', '<none>', '<none>', '<none>', '<none>']);
  });

  it('a row of a pod that has ended says so', () => {
    expect(podRowConditions({ ...pod(), status: { phase: 'Failed' } })).toEqual([
      { type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' },
    ]);
    expect(podRowConditions(pod())).toBeUndefined();
  });
});
