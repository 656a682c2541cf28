/** The phase of a pod, by policy and by what its containers do. A and B are regular, X is an init container, Y a sidecar. */
import { describe, expect, it } from '@jest/globals';
import type { Container, ContainerStatus, PodPhase, RestartPolicy } from '#kube-api';
import { container, endedState, pod, runningState, status, waitingState } from '../test/builders.ts';
import { phaseOf, type PhaseInput } from './phase.ts';

const reset = endedState(137, 'RestartingAllContainers');

/** What a container does, in words; `undefined`: no status at all. */
const doings: Readonly<Record<string, (name: string) => ContainerStatus | undefined>> = {
  runs: (name) => status(name, runningState),
  'runs unstarted': (name) => status(name, runningState, { started: false }),
  succeeded: (name) => status(name, endedState(0)),
  failed: (name) => status(name, endedState(1)),
  'exited 42': (name) => status(name, endedState(42)),
  waits: (name) => status(name, waitingState()),
  'waits after success': (name) => status(name, waitingState(), { lastState: endedState(0) }),
  'waits after failure': (name) => status(name, waitingState('CrashLoopBackOff'), { lastState: endedState(1) }),
  'waits after a reset': (name) => status(name, waitingState('RestartingAllContainers'), { lastState: reset }),
  'is missing': () => undefined,
};

/** Restart policies of single containers, and the rules of R. */
type Policies = Readonly<Record<string, RestartPolicy>>;

function phase(policy: RestartPolicy, text: string, more: Partial<PhaseInput> = {}, policies: Policies = {}): PodPhase {
  const told = text.split(', ').map((part) => [part.slice(0, 1), part.slice(2)] as const);
  const specOf = (name: string): Container => {
    const own = policies[name] ?? (name === 'Y' ? 'Always' : undefined);
    const rules =
      own && name === 'A'
        ? {
            restartPolicyRules: [
              { action: 'RestartAllContainers' as const, exitCodes: { operator: 'In' as const, values: [42] } },
            ],
          }
        : {};
    return container(name, own ? { restartPolicy: own, ...rules } : {});
  };
  const statusOf = ([name, doing]: readonly [string, string]): readonly ContainerStatus[] => {
    const found = doings[doing]?.(name);
    return found ? [found] : [];
  };
  const isInit = ([name]: readonly [string, string]): boolean => name === 'X' || name === 'Y';
  const [init, regular] = [told.filter(isInit), told.filter((one) => !isInit(one))];
  return phaseOf({
    pod: pod({
      restartPolicy: policy,
      initContainers: init.map(([name]) => specOf(name)),
      containers: regular.map(([name]) => specOf(name)),
    }),
    initStatuses: init.flatMap(statusOf),
    statuses: regular.flatMap(statusOf),
    isTerminal: false,
    hasActiveRegular: true,
    ...more,
  });
}

describe('the phase of a pod', () => {
  it.each<[RestartPolicy, string, PodPhase]>([
    ['Always', 'A is missing, B is missing', 'Pending'],
    ['Never', 'A runs, B runs', 'Running'],
    ['Always', 'A succeeded, B succeeded', 'Running'],
    ['Always', 'A runs, B is missing', 'Pending'],
    ['OnFailure', 'A runs, B waits', 'Pending'],
    ['Always', 'A runs, B waits after success', 'Running'],
    ['OnFailure', 'A runs, B waits after success', 'Running'],
    ['OnFailure', 'A failed, B failed', 'Running'],
    ['OnFailure', 'A succeeded, B succeeded', 'Succeeded'],
    ['Never', 'A succeeded, B succeeded', 'Succeeded'],
    ['Never', 'A failed, B failed', 'Failed'],
    ['Never', 'A succeeded, B failed', 'Failed'],
    ['Never', 'A runs, B succeeded', 'Running'],
    ['Always', 'A waits after failure', 'Running'],
    ['Never', 'A waits after success', 'Failed'],
  ])('under %s, when %s, is %s', (policy, text, expected) => {
    expect(phase(policy, text)).toBe(expected);
  });

  it.each<[RestartPolicy, string, PodPhase]>([
    ['Always', 'A succeeded, B succeeded', 'Succeeded'],
    ['Always', 'A succeeded, B failed', 'Failed'],
    ['Always', 'Y failed, A succeeded, B succeeded', 'Succeeded'],
    ['Never', 'A waits', 'Pending'],
  ])('under %s, when %s and the pod has been terminated, is %s', (policy, text, expected) => {
    expect(phase(policy, text, { isTerminal: true })).toBe(expected);
  });
});

describe('the phase of a pod with an init container', () => {
  it.each<[RestartPolicy, string, PodPhase]>([
    ['Always', 'X runs, A waits', 'Pending'],
    ['Always', 'X failed, A waits', 'Pending'],
    ['Always', 'X waits, A waits', 'Pending'],
    ['Always', 'X waits after success, A waits', 'Pending'],
    ['Always', 'X waits after failure, A waits', 'Pending'],
    ['Always', 'X is missing, A waits', 'Pending'],
    ['Never', 'X failed, A waits', 'Failed'],
    ['Never', 'X waits after failure, A waits', 'Failed'],
    ['Never', 'X waits after success, A waits', 'Pending'],
    ['Always', 'X succeeded, A runs, B runs', 'Running'],
  ])('under %s, when %s, is %s', (policy, text, expected) => {
    expect(phase(policy, text)).toBe(expected);
  });
});

describe('the phase of a pod with a sidecar', () => {
  it.each<[RestartPolicy, string, PodPhase]>([
    ['Always', 'Y runs unstarted, A runs, B runs', 'Running'],
    ['Always', 'Y runs, A runs, B is missing', 'Pending'],
    ['Never', 'Y runs, A succeeded, B succeeded', 'Running'],
    ['Never', 'Y runs unstarted, A succeeded, B succeeded', 'Running'],
    ['Never', 'Y succeeded, A succeeded, B succeeded', 'Succeeded'],
    ['Never', 'Y failed, A succeeded, B succeeded', 'Succeeded'],
    ['Never', 'Y waits after success, A succeeded, B succeeded', 'Succeeded'],
    ['Never', 'Y waits after failure, A succeeded, B succeeded', 'Succeeded'],
    ['Always', 'X succeeded, Y runs unstarted, A succeeded', 'Running'],
  ])('under %s, when %s, is %s', (policy, text, expected) => {
    expect(phase(policy, text)).toBe(expected);
  });

  it.each<[string, PodPhase]>([
    ['Y runs unstarted, A runs, B runs', 'Pending'],
    ['X succeeded, Y runs unstarted, A succeeded', 'Pending'],
    ['Y waits, A waits', 'Pending'],
    ['Y is missing, A waits', 'Pending'],
    ['Y runs, A succeeded', 'Running'],
  ])('when %s, and no regular container ran in this sandbox, is %s', (text, expected) => {
    expect(phase('Always', text, { hasActiveRegular: false })).toBe(expected);
  });
});

describe('the phase of a pod whose containers have policies of their own', () => {
  it.each<[RestartPolicy, string, Policies, PodPhase]>([
    ['Always', 'A failed', { A: 'Never' }, 'Failed'],
    ['Always', 'A failed', { A: 'OnFailure' }, 'Running'],
    ['Never', 'A succeeded, B failed', { A: 'Always' }, 'Running'],
    ['Always', 'A failed, B succeeded', { A: 'Never', B: 'OnFailure' }, 'Failed'],
    ['Always', 'X failed, A waits', { X: 'Never' }, 'Failed'],
    ['Never', 'X failed, A waits', { X: 'OnFailure' }, 'Pending'],
    ['Never', 'A exited 42', { A: 'Never' }, 'Running'],
    ['Never', 'A waits after a reset', { A: 'Never' }, 'Running'],
    ['Never', 'X failed, A waits after a reset', { A: 'Never' }, 'Failed'],
  ])('under %s, when %s, with %j, is %s', (policy, text, policies, expected) => {
    expect(phase(policy, text, {}, policies)).toBe(expected);
  });
});
