/** The conditions that the kubelet writes. */
import { describe, expect, it } from '@jest/globals';
import type { ContainerStatus, PodCondition, PodPhase, PodSpec } from '#kube-api';
import {
  container,
  containers,
  endedState,
  pod,
  runningState,
  sandbox,
  sidecar,
  status,
  view,
  waitingState,
} from '../test/builders.ts';
import {
  conditionsOf,
  ownedConditions,
  readinessConditionsOf,
  type ConditionInput,
  type Verdict,
} from './conditions.ts';
import { planSandbox } from './sandbox-plan.ts';

interface Given {
  readonly spec?: Partial<PodSpec>;
  readonly phase?: PodPhase;
  readonly init?: readonly ContainerStatus[];
  readonly statuses?: readonly ContainerStatus[];
  readonly current?: readonly PodCondition[];
  readonly hasSandbox?: boolean;
}

function inputOf({ spec = {}, phase = 'Running', hasSandbox = true, ...given }: Given): ConditionInput {
  const ofPod = pod(spec);
  return {
    pod: ofPod,
    phase,
    sandbox: planSandbox(ofPod, view([], hasSandbox ? [sandbox()] : [])),
    initStatuses: given.init ?? [],
    statuses: given.statuses ?? [],
    current: given.current ?? [],
  };
}

const told = ({ status: value, reason, message }: Verdict): string =>
  [value, reason, message].filter(Boolean).join(' / ');

/** `<status> / <reason> / <message>` of one condition. */
function condition(type: string, given: Given): string {
  const found = conditionsOf(inputOf(given)).find((one) => one.type === type);
  return found ? told(found) : 'absent';
}

const twoContainers = { containers: containers('1234', '5678') };
const runs = (name: string): ContainerStatus => status(name, runningState);
const waits = (name: string): ContainerStatus => status(name, waitingState());
const done = (name: string, code = 0): ContainerStatus => status(name, endedState(code), { ready: code === 0 });

describe('the conditions of a pod', () => {
  it('keep Initialized once it was true, whatever starts anew', () => {
    const input = inputOf({
      spec: { initContainers: containers('init') },
      init: [waits('init')],
      statuses: [waits('app')],
    });
    const before: PodCondition[] = [{ type: 'Initialized', status: 'True' }];
    const initialized = (one: ConditionInput): string | undefined =>
      conditionsOf(one).find(({ type }) => type === 'Initialized')?.status;
    expect([initialized(input), initialized({ ...input, before })]).toEqual(['False', 'True']);
  });

  it('come in the order in which the kubelet writes them', () => {
    const verdicts = conditionsOf({ ...inputOf({ statuses: [runs('app')] }), isResetting: false });
    expect(verdicts.map(({ type }) => type)).toEqual([...ownedConditions]);
  });

  it('always say that the pod is scheduled', () => {
    expect(condition('PodScheduled', {})).toBe('True');
  });
});

describe('PodReadyToStartContainers', () => {
  it('is what the sandbox says', () => {
    expect(condition('PodReadyToStartContainers', {})).toBe('True');
    expect(condition('PodReadyToStartContainers', { hasSandbox: false })).toBe(
      'False / PodSandboxNotReady / no pod sandbox exists',
    );
  });
});

describe('ContainersReady', () => {
  it.each<[string, Given, string]>([
    ['when all are ready', { statuses: [runs('1234'), runs('5678')] }, 'True'],
    [
      '#110 when one has no status',
      { statuses: [runs('1234')] },
      'False / ContainersNotReady / containers with unknown status: [5678]',
    ],
    [
      '#111 when one is not ready',
      { statuses: [runs('1234'), waits('5678')] },
      'False / ContainersNotReady / containers with unready status: [5678]',
    ],
    ['when none has a status', {}, 'False / ContainersNotReady / containers with unknown status: [1234 5678]'],
    [
      'when one is unknown and one is not ready',
      { statuses: [waits('5678')] },
      'False / ContainersNotReady / containers with unknown status: [1234], containers with unready status: [5678]',
    ],
    [
      'when the pod has succeeded',
      { phase: 'Succeeded', statuses: [done('1234'), done('5678')] },
      'False / PodCompleted',
    ],
    ['when the pod has failed', { phase: 'Failed', statuses: [done('1234'), done('5678', 1)] }, 'False / PodFailed'],
  ])('%s', (_situation, given, expected) => {
    expect(condition('ContainersReady', { spec: twoContainers, ...given })).toBe(expected);
  });

  it.each<[string, Given, string]>([
    [
      '#112 when a sidecar has no status',
      {},
      'False / ContainersNotReady / containers with unknown status: [restartable-init-1]',
    ],
    [
      '#112 when a sidecar is not ready',
      { init: [waits('restartable-init-1')] },
      'False / ContainersNotReady / containers with unready status: [restartable-init-1]',
    ],
    ['when a sidecar is ready', { init: [runs('restartable-init-1')] }, 'True'],
  ])('%s', (_situation, given, expected) => {
    const spec = { initContainers: [sidecar('restartable-init-1')] };
    expect(condition('ContainersReady', { spec, statuses: [runs('app')], ...given })).toBe(expected);
  });

  it('does not count init containers', () => {
    const given = { spec: { initContainers: [container('init')] }, init: [done('init')], statuses: [runs('app')] };
    expect(condition('ContainersReady', given)).toBe('True');
  });
});

describe('Initialized', () => {
  const twoInits = { initContainers: [container('init1'), container('init2')] };

  it.each<[string, Given, string]>([
    ['when there is nothing to initialize', {}, 'True'],
    [
      '#114 when two have failed',
      { spec: twoInits, init: [done('init1', 1), done('init2', 1)] },
      'False / ContainersNotInitialized / containers with incomplete status: [init1 init2]',
    ],
    [
      'when one is unknown',
      { spec: twoInits, init: [done('init1')] },
      'False / ContainersNotInitialized / containers with unknown status: [init2]',
    ],
    [
      'when one is unknown and one runs',
      { spec: twoInits, init: [runs('init2')].map((one) => ({ ...one, ready: false })) },
      'False / ContainersNotInitialized / containers with unknown status: [init1], containers with incomplete status: [init2]',
    ],
    ['when all are done', { spec: twoInits, init: [done('init1'), done('init2')] }, 'True'],
    [
      'when a regular container has run already',
      { spec: twoInits, init: [waits('init1')], statuses: [runs('app')] },
      'True',
    ],
    ['when the pod has succeeded', { phase: 'Succeeded', statuses: [done('app')] }, 'True / PodCompleted'],
    [
      'when a sidecar runs but has not started',
      { spec: { initContainers: [sidecar('side')] }, init: [{ ...runs('side'), started: false }] },
      'False / ContainersNotInitialized / containers with incomplete status: [side]',
    ],
    [
      'when a sidecar has started, ready or not',
      { spec: { initContainers: [sidecar('side')] }, init: [{ ...runs('side'), ready: false }] },
      'True',
    ],
  ])('%s', (_situation, given, expected) => {
    expect(condition('Initialized', given)).toBe(expected);
  });
});

describe('Ready', () => {
  const gated = { readinessGates: [{ conditionType: 'example.com/a' }, { conditionType: 'example.com/b' }] };
  const gate = (type: string, value: 'True' | 'False'): PodCondition => ({ type, status: value });

  it.each<[string, Given, string]>([
    [
      'when containers are not ready',
      { statuses: [waits('app')] },
      'False / ContainersNotReady / containers with unready status: [app]',
    ],
    ['when containers are ready', { statuses: [runs('app')] }, 'True'],
    [
      '#115 when a gate is missing',
      { spec: gated, statuses: [runs('app')], current: [gate('example.com/b', 'True')] },
      'False / ReadinessGatesNotReady / corresponding condition of pod readiness gate "example.com/a" does not exist.',
    ],
    [
      '#115 when a gate is False and another is missing',
      { spec: gated, statuses: [runs('app')], current: [gate('example.com/a', 'False')] },
      'False / ReadinessGatesNotReady / the status of pod readiness gate "example.com/a" is not "True", but False, ' +
        'corresponding condition of pod readiness gate "example.com/b" does not exist.',
    ],
    [
      'when all gates are True',
      { spec: gated, statuses: [runs('app')], current: [gate('example.com/a', 'True'), gate('example.com/b', 'True')] },
      'True',
    ],
    [
      'when containers are not ready, whatever the gates',
      { spec: gated, statuses: [waits('app')] },
      'False / ContainersNotReady / containers with unready status: [app]',
    ],
  ])('%s', (_situation, given, expected) => {
    expect(condition('Ready', given)).toBe(expected);
  });

  it('and ContainersReady are all that readiness alone can change', () => {
    const verdicts = readinessConditionsOf(inputOf({ statuses: [waits('app')] }));
    expect(verdicts.map(({ type }) => type)).toEqual(['Ready', 'ContainersReady']);
    expect(new Set(verdicts.map(told))).toEqual(
      new Set(['False / ContainersNotReady / containers with unready status: [app]']),
    );
  });
});
