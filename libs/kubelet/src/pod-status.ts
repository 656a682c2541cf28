/** The status of a pod, generated from what the kubelet knows at this moment. */
import { timestampOf } from '#apiserver';
import {
  isTerminalPhase,
  isSidecar,
  type Container,
  type ContainerStatus,
  type Pod,
  type PodCondition,
  type PodPhase,
  type PodStatus,
} from '#kube-api';
import { resultOf, findWorker } from '#probe-engine';
import { logLines, type RuntimeContainer } from '#runtime';
import { deadlineExceeded, exceedsDeadline } from './active-deadline.ts';
import {
  conditionsOf,
  ownedConditions,
  readinessConditionsOf,
  type ConditionInput,
  type Verdict,
} from './conditions.ts';
import { containerStatuses, type StatusInput } from './container-status.ts';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import { phaseOf } from './phase.ts';
import { hasActiveRegular } from './container-fault.ts';
import { newestInstance, type PodView } from './pod-view.ts';
import { podResources } from './pod-resources.ts';
import { resizeConditions } from './resize-state.ts';
import { isKept } from './resume-probes.ts';
import { hasRestartAllRule, isResetting, wasResetting } from './restart-all.ts';
import { planSandbox } from './sandbox-plan.ts';

/**
 * @param isTerminal true when the pod has been terminated: nothing runs, nothing will be started
 * @source kubelet v1.37 pkg/kubelet/kubelet_pods.go generateAPIPodStatus
 */
export function generateStatus(ctx: KubeletContext, worker: PodWorker, isTerminal: boolean): PodStatus {
  const { pod, view } = worker;
  const old = worker.status ?? pod.status ?? {};
  const hasResetRule = hasRestartAllRule(pod);
  const input = statusInput(ctx, worker, old);
  if (hasResetRule) Object.assign(input, { wasResetting: wasResetting(old.conditions) });
  const initStatuses = containerStatuses(input, 'init').map((status) => overlayProbes(ctx, worker, status));
  const statuses = containerStatuses(input, 'regular').map((status) => overlayProbes(ctx, worker, status));
  const ephemeral = containerStatuses(input, 'ephemeral').map(withoutStarted);
  const computed = phaseOf({ pod, initStatuses, statuses, isTerminal, hasActiveRegular: hasBegun(ctx, pod, view) });
  const isLate = !hasEnded(worker) && exceedsDeadline(ctx, worker);
  const phase = isLate ? deadlineExceeded.phase : stickyPhase(worker, computed);
  const current = pod.status?.conditions ?? [];
  const verdicts = conditionsOf({
    pod,
    phase,
    sandbox: planSandbox(pod, view),
    initStatuses,
    statuses,
    current,
    before: old.conditions,
    isResetting: hasResetRule
      ? isResetting(pod, view, { initContainerStatuses: initStatuses, containerStatuses: statuses })
      : undefined,
  });
  const stamped = stampConditions(ctx, worker, verdicts);
  const conditions = worker.resize ? [...resizeConditions(worker.resize), ...stamped] : stamped;
  worker.resources = podResources(pod, worker.resources);
  const status: MutableStatus = {
    observedGeneration: pod.metadata.generation ?? 0,
    phase,
    conditions,
    hostIP: ctx.node.hostIP,
    hostIPs: old.hostIPs ?? [{ ip: ctx.node.hostIP }],
    startTime: old.startTime ?? timestampOf(ctx.host),
    containerStatuses: statuses,
    resources: worker.resources.resources,
  };
  if (worker.resources.allocated) status.allocatedResources = worker.resources.allocated;
  if (isLate) Object.assign(status, deadlineExceeded);
  else keepReason(status, old);
  setAddresses(ctx, worker, status, old);
  if (initStatuses.length > 0) status.initContainerStatuses = initStatuses;
  if (ephemeral.length > 0) status.ephemeralContainerStatuses = ephemeral;
  if (old.qosClass !== undefined) status.qosClass = old.qosClass;
  return status;
}

/** A regular container has an instance: in the current sandbox, or in older versions in any. */
const hasBegun = ({ host }: KubeletContext, pod: Pod, view: PodView): boolean =>
  host.api.behavior.isPhaseOfSandbox
    ? hasActiveRegular(pod, view)
    : pod.spec.containers.some(({ name }) => newestInstance(view, name));

/** Ephemeral containers have no probes, so nothing says whether they have started. */
function withoutStarted({ started: _started, ...status }: ContainerStatus): ContainerStatus {
  return status;
}

type MutableStatus = { -readonly [K in keyof PodStatus]: PodStatus[K] };

function statusInput(ctx: KubeletContext, { pod, view, reasons }: PodWorker, old: PodStatus): StatusInput {
  return {
    pod,
    view,
    old,
    epoch: ctx.host.epoch,
    reasons,
    terminationMessage: (container, instance) => terminationMessage(ctx, pod, container, instance),
  };
}

const MESSAGE_MAX = 4096;
const POD_MESSAGES_MAX = 12_288;
const LOG_LINES_MAX = 80;
const LOG_BYTES_MAX = 2048;

function terminationMessage(ctx: KubeletContext, pod: Pod, container: Container, instance: RuntimeContainer): string {
  const file = (instance.terminationMessage ?? instance.behavior.terminationMessage)?.slice(-MESSAGE_MAX) ?? '';
  const isFallback =
    container.terminationMessagePolicy === 'FallbackToLogsOnError' && instance.exitCode !== 0 && file === '';
  const tail = isFallback && instance.reason !== 'ContainerCannotRun' ? logTail(ctx, instance) : file;
  const message = instance.message && tail ? `${instance.message}: ${tail}` : (instance.message ?? tail);
  return message.slice(
    0,
    Math.floor(POD_MESSAGES_MAX / (pod.spec.containers.length + (pod.spec.initContainers?.length ?? 0))),
  );
}

function logTail(ctx: KubeletContext, instance: RuntimeContainer): string {
  const lines = logLines(ctx.host, instance).slice(-LOG_LINES_MAX);
  return lines
    .map(({ line }) => `${line}\n`)
    .join('')
    .slice(-LOG_BYTES_MAX);
}

/** The pod has come to an end that is not its deadline's. */
function hasEnded({ pod, status = {} }: PodWorker): boolean {
  const isOwnEnd = isTerminalPhase(status.phase) && status.reason !== deadlineExceeded.reason;
  return isOwnEnd || isTerminalPhase(pod.status?.phase);
}

/** A terminal phase never changes any more. */
function stickyPhase({ status, pod }: PodWorker, computed: PodPhase): PodPhase {
  const settled = [status?.phase, pod.status?.phase].find(isTerminalPhase);
  return settled ?? computed;
}

/** Reason and message hold as long as the phase does. */
function keepReason(status: MutableStatus, old: PodStatus): void {
  if (old.phase !== status.phase) return;
  if (old.reason !== undefined) status.reason = old.reason;
  if (old.message !== undefined) status.message = old.message;
}

function setAddresses(ctx: KubeletContext, { pod, view }: PodWorker, status: MutableStatus, old: PodStatus): void {
  const ip = pod.spec.hostNetwork ? ctx.node.hostIP : view.podIP || (old.podIP ?? '');
  if (!ip) return;
  status.podIP = ip;
  status.podIPs = old.podIP === ip && old.podIPs ? old.podIPs : [{ ip }];
}

/** `started` and `ready` of a container: of one without probes, of an init container, or as its probes say. */
function overlayProbes(ctx: KubeletContext, worker: PodWorker, status: ContainerStatus): ContainerStatus {
  const init = worker.pod.spec.initContainers?.find(({ name }) => name === status.name);
  const isRunning = status.state.running !== undefined;
  if (init && !isSidecar(init))
    return { ...status, started: isRunning, ready: status.ready || status.state.terminated?.exitCode === 0 };
  const kept = ctx.node.process.starts > 0 && isKept(ctx, status) ? beforeOf(worker, status) : undefined;
  if (ctx.host.probes.pods.has(worker.uid)) return probedStatus(ctx, worker, { status, kept });
  return kept ? { ...status, started: kept.started === true, ready: kept.ready } : withoutProbes(worker, status);
}

/** As the probes say, or `kept` until they do; a container that is not ready is probed for readiness at once. */
function probedStatus(
  { host, probes }: KubeletContext,
  worker: PodWorker,
  { status, kept }: { readonly status: ContainerStatus; readonly kept: ContainerStatus | undefined },
): ContainerStatus {
  const id = (status.containerID ?? '').replace('containerd://', '');
  const startup = findWorker(host, worker.uid, status.name, 'startup');
  const startupResult = resultOf(startup, id);
  const isStarted =
    startupResult === undefined
      ? (kept ?? beforeOf(worker, status))?.started === true || startup === undefined
      : startupResult === 'Success';
  const started = status.state.running !== undefined && isStarted;
  const readiness = findWorker(host, worker.uid, status.name, 'readiness');
  const result = resultOf(readiness, id);
  const isReady = result === undefined && kept ? kept.ready : result === 'Success';
  const ready = started && (readiness === undefined || isReady);
  if (started && !ready && readiness) probes.trigger(host, readiness);
  return asBefore(beforeOf(worker, status), { ...status, started, ready });
}

/** The same run with the same resources. */
function isSameRun(before: ContainerStatus, after: ContainerStatus): boolean {
  return (
    before.state === after.state &&
    before.lastState === after.lastState &&
    before.resources === after.resources &&
    before.allocatedResources === after.allocatedResources
  );
}

/** The status as it was shown before, if nothing of it changed: what is the same object need not be compared or kept twice. */
const asBefore = (before: ContainerStatus | undefined, after: ContainerStatus): ContainerStatus =>
  before && before.started === after.started && before.ready === after.ready && isSameRun(before, after)
    ? before
    : after;

/** Without any probe a container is started and ready as long as it runs. */
function withoutProbes(worker: PodWorker, status: ContainerStatus): ContainerStatus {
  const isRunning = status.state.running !== undefined;
  return asBefore(beforeOf(worker, status), { ...status, started: isRunning, ready: isRunning });
}

/** The status of the same instance as it was before. */
function beforeOf({ status, pod }: PodWorker, { name, containerID }: ContainerStatus): ContainerStatus | undefined {
  const { containerStatuses, initContainerStatuses } = status ?? pod.status ?? {};
  const byName = (one: ContainerStatus): boolean => one.name === name;
  const before = containerStatuses?.find(byName) ?? initContainerStatuses?.find(byName);
  return before?.containerID === containerID ? before : undefined;
}

/** Gives verdicts their times: an unchanged status keeps its transition time. */
export function stampConditions(
  ctx: KubeletContext,
  worker: PodWorker,
  verdicts: readonly Verdict[],
): readonly PodCondition[] {
  const old = worker.status?.conditions ?? worker.pod.status?.conditions ?? [];
  const observedGeneration = worker.pod.metadata.generation ?? 0;
  const stamps = verdicts.map((verdict) => {
    const before = old.find(({ type }) => type === verdict.type);
    if (before && isUnchanged(before, verdict, observedGeneration)) return before;
    const isSteady = before?.status === verdict.status;
    const lastTransitionTime = isSteady ? (before.lastTransitionTime ?? null) : timestampOf(ctx.host);
    return stamped(verdict, lastTransitionTime, observedGeneration);
  });
  return stamps.length === old.length && stamps.every((condition, index) => condition === old[index]) ? old : stamps;
}

/** Built key by key, so that conditions with the same fields have the same shape. */
function stamped(verdict: Verdict, lastTransitionTime: string | null, observedGeneration: number): PodCondition {
  const { type, status, reason, message } = verdict;
  if (reason === undefined)
    return type === 'AllContainersRestarting'
      ? { type, status, lastProbeTime: null, lastTransitionTime }
      : { type, status, lastProbeTime: null, lastTransitionTime, observedGeneration };
  if (type === 'AllContainersRestarting')
    return { type, status, reason, message: message ?? '', lastProbeTime: null, lastTransitionTime };
  return message === undefined
    ? { type, status, reason, lastProbeTime: null, lastTransitionTime, observedGeneration }
    : { type, status, reason, message, lastProbeTime: null, lastTransitionTime, observedGeneration };
}

function isUnchanged(before: PodCondition, verdict: Verdict, observedGeneration: number): boolean {
  const isSame =
    before.status === verdict.status && before.reason === verdict.reason && before.message === verdict.message;
  return isSame && before.observedGeneration === observedGeneration;
}

/** The cached status with another readiness or start of one container, and the two Ready conditions that follow from it. */
export function withContainer(
  ctx: KubeletContext,
  worker: PodWorker,
  status: PodStatus,
  change: { readonly containerID: string; readonly ready?: boolean; readonly started?: boolean },
): PodStatus {
  const { containerID, ...fields } = change;
  const edit = (list: readonly ContainerStatus[] | undefined): readonly ContainerStatus[] =>
    (list ?? []).map((one) => (one.containerID === containerID ? { ...one, ...fields } : one));
  const containers = edit(status.containerStatuses);
  const inits = edit(status.initContainerStatuses);
  const next: PodStatus = {
    ...status,
    containerStatuses: containers,
    ...(inits.length > 0 ? { initContainerStatuses: inits } : {}),
  };
  if (change.ready === undefined) return next;
  const verdicts = readinessConditionsOf(conditionInput(worker, next));
  const stamped = stampConditions(ctx, worker, verdicts);
  const conditions = (status.conditions ?? []).map(
    (condition) => stamped.find(({ type }) => type === condition.type) ?? condition,
  );
  return { ...next, conditions };
}

function conditionInput({ pod, view }: PodWorker, status: PodStatus): ConditionInput {
  return {
    pod,
    phase: status.phase ?? 'Pending',
    sandbox: planSandbox(pod, view),
    initStatuses: status.initContainerStatuses ?? [],
    statuses: status.containerStatuses ?? [],
    current: pod.status?.conditions ?? [],
  };
}

export const isOwned = (type: string): boolean =>
  (ownedConditions as readonly string[]).includes(type) ||
  type === 'PodResizePending' ||
  type === 'PodResizeInProgress';
