/** The conditions that the kubelet writes, as pure functions of spec, statuses and phase. */
import {
  isConditionTrue,
  isSidecar,
  type Container,
  type ContainerStatus,
  type Pod,
  type PodCondition,
  type PodPhase,
} from '#kube-api';
import type { SandboxPlan } from './sandbox-plan.ts';

export interface ConditionInput {
  readonly pod: Pod;
  readonly phase: PodPhase;
  readonly sandbox: SandboxPlan;
  readonly initStatuses: readonly ContainerStatus[];
  readonly statuses: readonly ContainerStatus[];
  /** Conditions as they stand, those of others included. */
  readonly current: readonly PodCondition[];
  /** The conditions that were written last. */
  readonly before?: readonly PodCondition[] | undefined;
  /** Whether all containers are being restarted; absent when no rule of the pod asks for that. */
  readonly isResetting?: boolean | undefined;
}

/** A condition before it gets its times. */
export type Verdict = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>;

/** In the order in which the kubelet writes them. */
export const ownedConditions = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
  'AllContainersRestarting',
] as const;

/** @source kubelet v1.37 pkg/kubelet/status/generate.go */
export function conditionsOf(input: ConditionInput): readonly Verdict[] {
  const containersReady = containersReadyOf(input);
  const verdicts: Verdict[] = [
    readyToStartOf(input.sandbox),
    initializedOf(input),
    { ...readyOf(input, containersReady), type: 'Ready' },
    containersReady,
    { type: 'PodScheduled', status: 'True' },
  ];
  if (input.isResetting !== undefined) verdicts.push(allRestartingOf(input.isResetting));
  return verdicts;
}

function allRestartingOf(isResetting: boolean): Verdict {
  const type = 'AllContainersRestarting';
  const message = 'container exited with restart policy rule';
  return isResetting
    ? { type, status: 'True', reason: 'RestartAllContainersStarted', message }
    : { type, status: 'False' };
}

function readyToStartOf({ isNewNeeded, message }: SandboxPlan): Verdict {
  const type = 'PodReadyToStartContainers';
  return isNewNeeded ? { type, status: 'False', reason: 'PodSandboxNotReady', message } : { type, status: 'True' };
}

const list = (names: readonly string[]): string => `[${names.join(' ')}]`;
const join = (parts: readonly string[]): string => parts.filter(Boolean).join(', ');
const part = (text: string, names: readonly string[]): string =>
  names.length > 0 ? `containers with ${text} status: ${list(names)}` : '';

function initializedOf({ pod, phase, initStatuses, statuses, before }: ConditionInput): Verdict {
  const type = 'Initialized';
  const unknown: string[] = [];
  const incomplete: string[] = [];
  for (const container of pod.spec.initContainers ?? []) {
    const status = initStatuses.find(({ name }) => name === container.name);
    if (!status) unknown.push(container.name);
    else if (isSidecar(container) ? !status.started : !status.ready) incomplete.push(container.name);
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'True', reason: 'PodCompleted' };
  if (statuses.some(({ state }) => state.running ?? state.terminated)) return { type, status: 'True' };
  const isDone = unknown.length + incomplete.length === 0;
  if (isDone || isConditionTrue(before, type)) return { type, status: 'True' };
  return {
    type,
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: join([part('unknown', unknown), part('incomplete', incomplete)]),
  };
}

/** The containers whose readiness is the pod's. */
function servingContainers({ spec }: Pod): readonly Container[] {
  const sidecars = spec.initContainers?.filter(isSidecar) ?? [];
  return sidecars.length > 0 ? [...sidecars, ...spec.containers] : spec.containers;
}

function containersReadyOf({ pod, phase, initStatuses, statuses }: ConditionInput): Verdict {
  const type = 'ContainersReady';
  const unknown: string[] = [];
  const unready: string[] = [];
  for (const { name } of servingContainers(pod)) {
    const status = statuses.find((one) => one.name === name) ?? initStatuses.find((one) => one.name === name);
    if (!status) unknown.push(name);
    else if (!status.ready) unready.push(name);
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' };
  if (unknown.length + unready.length === 0) return { type, status: 'True' };
  return {
    type,
    status: 'False',
    reason: 'ContainersNotReady',
    message: join([part('unknown', unknown), part('unready', unready)]),
  };
}

function readyOf({ pod, current }: ConditionInput, containersReady: Verdict): Verdict {
  if (containersReady.status !== 'True') return containersReady;
  const messages = (pod.spec.readinessGates ?? [])
    .map(({ conditionType }) => gateMessage(conditionType, current))
    .filter(Boolean);
  if (messages.length === 0) return { type: 'Ready', status: 'True' };
  return { type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

function gateMessage(gate: string, current: readonly PodCondition[]): string {
  const condition = current.find(({ type }) => type === gate);
  if (!condition) return `corresponding condition of pod readiness gate "${gate}" does not exist.`;
  return condition.status === 'True'
    ? ''
    : `the status of pod readiness gate "${gate}" is not "True", but ${condition.status}`;
}

/** Ready and ContainersReady alone, for edits that only readiness makes. */
export function readinessConditionsOf(input: ConditionInput): readonly Verdict[] {
  const containersReady = containersReadyOf(input);
  return [{ ...readyOf(input, containersReady), type: 'Ready' }, containersReady];
}
