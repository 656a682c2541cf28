/** The status manager: keeps the newest status of each pod and writes it to the API server a moment later. */
import { joinCauses, noCauses, plan } from '#kernel';
import { deletePod, setPodStatus as writePodStatus } from '#apiserver';
import { isTerminalPhase, type Pod, type PodCondition, type PodStatus } from '#kube-api';
import { findObject } from '#object-store';
import type { KubeletContext } from './context.ts';
import { withDisruption } from './disruption.ts';
import { isEqualData } from './equality.ts';
import type { NodeKubelet, PodWorker } from './kubelet-state.ts';
import { isOwned } from './pod-status.ts';
import { takesBackAnEnd } from './status-transition.ts';

/**
 * Takes a pod's status as the newest one and plans its write, unless nothing changed and the write is not forced. A status
 * that takes back the end of a container is dropped without a word.
 * @source kubelet v1.37 pkg/kubelet/status/status_manager.go SetPodStatus
 */
export function setPodStatus(
  ctx: KubeletContext,
  worker: PodWorker,
  status: PodStatus,
  options: { readonly isForced: boolean },
): void {
  if (takesBackAnEnd(worker.pod, worker.status ?? worker.pod.status ?? {}, status)) return;
  if (worker.status && !options.isForced && isSameStatus(worker.status, status)) return;
  worker.status = status;
  worker.statusVersion += 1;
  requestFlush(ctx, worker);
}

/** Plans a write of what the status manager holds for a pod. */
export function requestFlush(ctx: KubeletContext, worker: PodWorker): void {
  const { host, node } = ctx;
  if (!worker.isDirty) node.dirty.push(worker);
  worker.isDirty = true;
  worker.statusCauses = joinCauses(worker.statusCauses, host.causes);
  if (node.isFlushPlanned) return;
  node.isFlushPlanned = true;
  plan(host, host.kubelets.settings.statusLatencyMs, { owner: 'kubelet', kind: 'flush', payload: { node: node.name } });
}

const byName = (a: PodWorker, b: PodWorker): number => (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1);

/** Writes every status that is newer than the one sent last. */
export function flushStatuses(ctx: KubeletContext): void {
  const { node } = ctx;
  node.isFlushPlanned = false;
  if (node.link.isCut) return;
  for (const worker of takeDirty(node)) {
    worker.isDirty = false;
    ctx.host.causes = worker.statusCauses; // what changed this status, not what asked for the write
    worker.statusCauses = noCauses;
    sendStatus(ctx, worker);
  }
}

/** The pods whose status is to be written, by name. */
function takeDirty(node: NodeKubelet): readonly PodWorker[] {
  const taken = node.dirty;
  node.dirty = [];
  return taken.length > 1 ? taken.sort(byName) : taken;
}

function sendStatus(ctx: KubeletContext, worker: PodWorker): void {
  const { host } = ctx;
  if (!worker.status || worker.sentVersion >= worker.statusVersion) return;
  worker.sentVersion = worker.statusVersion;
  const api = apiPodOf(ctx, worker);
  if (!api) return;
  const couldRun = worker.state === 'sync' || worker.state === 'terminating';
  const own = mergeStatus(api.status ?? {}, worker.status, couldRun);
  const merged = worker.ending ? withDisruption(ctx, worker, { api: api.status ?? {}, merged: own }) : own;
  const written =
    isSameStatus(api.status ?? {}, merged) && api.status?.observedGeneration === merged.observedGeneration
      ? api
      : writePodStatus(host, api, merged, 'kubelet');
  if (canBeDeleted(worker, written)) {
    const { namespace = '', name, uid = '' } = written.metadata;
    deletePod(host, { namespace, name, uid }, { gracePeriodSeconds: 0 });
  }
}

function apiPodOf(ctx: KubeletContext, { pod, uid }: PodWorker): Pod | undefined {
  const api = findObject(ctx.host.store, 'pods', pod.metadata) as Pod | undefined; // the resource says the type
  return api?.metadata.uid === uid ? api : undefined;
}

function canBeDeleted(worker: PodWorker, api: Pod): boolean {
  return (
    worker.state === 'finished' && api.metadata.deletionTimestamp !== undefined && isTerminalPhase(api.status?.phase)
  );
}

/**
 * What is written: conditions of others stay, and a terminal phase waits until nothing can run any more.
 * @source kubelet v1.37 pkg/kubelet/status/status_manager.go mergePodStatus
 */
export function mergeStatus(api: PodStatus, own: PodStatus, couldRun: boolean): PodStatus {
  const isHeldBack = couldRun && isTerminalPhase(own.phase) && !isTerminalPhase(api.phase);
  const shown = isHeldBack ? withPhaseOf(api, own) : own;
  const { phase = 'Pending' } = shown;
  const qosClass = api.qosClass ?? own.qosClass;
  const conditions = mergeConditions(api, own, phase);
  const isWhole = phase === shown.phase && conditions === shown.conditions && qosClass === shown.qosClass;
  if (isWhole && api.nominatedNodeName === undefined) return shown;
  const merged: { -readonly [K in keyof PodStatus]: PodStatus[K] } = { ...shown, phase };
  if (conditions.length > 0) merged.conditions = conditions;
  if (qosClass) merged.qosClass = qosClass;
  if (api.nominatedNodeName !== undefined) merged.nominatedNodeName = api.nominatedNodeName;
  return merged;
}

/** The status with phase, reason and message as the API server still has them. */
function withPhaseOf(
  api: PodStatus,
  { phase: _phase, reason: _reason, message: _message, ...rest }: PodStatus,
): PodStatus {
  const { phase = 'Pending', reason, message } = api;
  return { ...rest, phase, ...(reason !== undefined && { reason }), ...(message !== undefined && { message }) };
}

function mergeConditions(api: PodStatus, own: PodStatus, phase: string): readonly PodCondition[] {
  const foreign = api.conditions?.some(({ type }) => !isOwned(type))
    ? api.conditions.filter(({ type }) => !isOwned(type))
    : undefined;
  const conditions = foreign ? [...foreign, ...(own.conditions ?? [])] : (own.conditions ?? []);
  return isTerminalPhase(phase as PodStatus['phase'])
    ? conditions.map((condition) => finalCondition(condition, phase))
    : conditions; // a phase
}

/** A pod of a terminal phase is never shown as ready. */
function finalCondition(condition: PodCondition, phase: string): PodCondition {
  const isReadiness = condition.type === 'Ready' || condition.type === 'ContainersReady';
  if (!isReadiness || condition.status !== 'True' || (phase !== 'Failed' && phase !== 'Succeeded')) return condition;
  return { ...condition, status: 'False', reason: phase === 'Failed' ? 'PodFailed' : 'PodCompleted' };
}

/** What is compared of two statuses besides conditions; everything the kubelet writes. */
const comparedFields = [
  'phase',
  'reason',
  'message',
  'nominatedNodeName',
  'hostIP',
  'hostIPs',
  'podIP',
  'podIPs',
  'startTime',
  'qosClass',
  'initContainerStatuses',
  'containerStatuses',
  'ephemeralContainerStatuses',
  'allocatedResources',
  'resources',
] as const satisfies readonly (keyof PodStatus)[];

/** Equal but for condition times and what conditions observed. */
export function isSameStatus(a: PodStatus, b: PodStatus): boolean {
  if (!isSameConditions(a.conditions ?? [], b.conditions ?? [])) return false;
  for (const field of comparedFields) if (!isEqualData(a[field], b[field])) return false;
  return true;
}

function isSameConditions(a: readonly PodCondition[], b: readonly PodCondition[]): boolean {
  return a === b || (a.length === b.length && a.every((condition, index) => isSameCondition(condition, b[index])));
}

function isSameCondition(a: PodCondition, b: PodCondition | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined && a.type === b.type && a.status === b.status && a.reason === b.reason && a.message === b.message
  );
}
