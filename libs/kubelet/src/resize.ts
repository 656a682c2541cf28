/** In-place resizes: the kubelet grants changed resources, puts them off or refuses them, and says when they are in force. */
import { timestampOf } from '#apiserver';
import {
  compareQuantities,
  type Container,
  type Pod,
  type PodCondition,
  type QosClass,
  type ResourceRequirements,
} from '#kube-api';
import { podEvent, type KubeletContext } from './context.ts';
import { setAsked, type PodWorker } from './kubelet-state.ts';
import { askedBy } from './pod-admission.ts';
import { checkAdmission } from './node-admission.ts';
import type { Rejection } from './pod-admission.ts';
import { resizeOf } from './resize-plan.ts';
import { asGranted, hasOtherResources, resourcesOf, type ResizeState } from './resize-state.ts';
import { wake } from './wake.ts';

/**
 * Sees to changed resources of a pod that came from the API server: after this `asGranted` tells what the pod has.
 * @source kubelet v1.37 pkg/kubelet/allocation/allocation_manager.go
 */
export function considerResize(ctx: KubeletContext, worker: PodWorker, desired: Pod): void {
  const seen = worker.update ?? worker.pod;
  if (!worker.resize && !hasOtherResources(seen, desired)) return;
  const before: ResizeState = worker.resize ?? { desired, granted: resourcesOf(seen) };
  worker.resize = { ...before, desired };
  const mayGrow = worker.state === 'sync' && desired.metadata.deletionTimestamp === undefined;
  if (mayGrow && decide(ctx, worker, worker.resize)) retryResizes(ctx);
}

function decide(ctx: KubeletContext, worker: PodWorker, resize: ResizeState): boolean {
  const { desired } = resize;
  if (!hasOtherResources(asGranted(resize, desired), desired)) {
    putOff(ctx, worker, resize, undefined);
    return false;
  }
  const rejection = checkAdmission(ctx, worker, desired);
  if (rejection) putOff(ctx, worker, resize, rejection);
  else grant(ctx, worker, resize);
  return !rejection;
}

/** The change waits for room, or waits no more. Said again, it is no news. */
function putOff(ctx: KubeletContext, worker: PodWorker, resize: ResizeState, rejection: Rejection | undefined): void {
  const { pending, ...rest } = resize;
  if (!rejection) {
    worker.resize = rest;
    ctx.node.pendingResizes.delete(worker.uid);
    return;
  }
  const condition = conditionOf(ctx, resize.desired, 'PodResizePending', {
    reason: 'Deferred',
    message: rejection.message,
  });
  ctx.node.pendingResizes.set(worker.uid, true);
  const isNews = pending?.message !== rejection.message || pending.observedGeneration !== condition.observedGeneration;
  if (!isNews) return;
  const lastTransitionTime = pending?.lastTransitionTime ?? condition.lastTransitionTime ?? null;
  worker.resize = { ...rest, pending: { ...condition, lastTransitionTime } };
  report(
    ctx,
    worker,
    { type: 'Warning', reason: 'ResizeDeferred', text: rejection.reason },
    { pod: resize.desired, error: rejection.message },
  );
}

function grant(ctx: KubeletContext, worker: PodWorker, { desired }: ResizeState): void {
  worker.resize = {
    desired,
    granted: resourcesOf(desired),
    inProgress: conditionOf(ctx, desired, 'PodResizeInProgress'),
  };
  setAsked(ctx.node, worker, askedBy(desired));
  ctx.node.pendingResizes.delete(worker.uid);
  report(ctx, worker, { type: 'Normal', reason: 'ResizeStarted', text: 'started' }, { pod: desired });
}

function conditionOf(
  ctx: KubeletContext,
  { metadata }: Pod,
  type: string,
  why: { readonly reason?: string; readonly message?: string } = {},
): PodCondition {
  const now = timestampOf(ctx.host);
  const observedGeneration = metadata.generation ?? 0;
  return { type, status: 'True', ...why, lastProbeTime: now, lastTransitionTime: now, observedGeneration };
}

/** Room was made on the node: changes that wait are tried again, one after another. */
export function retryResizes(ctx: KubeletContext): void {
  if (ctx.node.pendingResizes.size === 0) return;
  const waiting = [...ctx.node.pendingResizes.keys()].flatMap((uid) => ctx.node.workers.get(uid) ?? []);
  for (const worker of waiting.sort(byUrgency)) {
    const { resize } = worker;
    if (!resize || worker.state !== 'sync' || !decide(ctx, worker, resize)) continue;
    takeGranted(worker);
    wake(ctx, worker);
  }
}

/** The pod of a worker follows what was granted; a sync under way goes on with what it began with. */
function takeGranted(worker: PodWorker): void {
  const { resize } = worker;
  if (!resize) return;
  const pod = asGranted(resize, resize.desired);
  if (worker.activity?.kind === 'sync') worker.update = pod;
  else worker.pod = pod;
}

const qosRank: Readonly<Record<QosClass, number>> = { Guaranteed: 0, Burstable: 1, BestEffort: 2 };

/** Smaller pods first, then by priority, quality of service and age. */
function byUrgency(a: PodWorker, b: PodWorker): number {
  const growth = (worker: PodWorker): number => (worker.resize && grows(worker.resize) ? 1 : 0);
  const priority = ({ pod }: PodWorker): number => pod.spec.priority ?? 0;
  const qos = ({ pod }: PodWorker): number => qosRank[pod.status?.qosClass ?? 'BestEffort'];
  const age = ({ pod }: PodWorker): string => pod.metadata.creationTimestamp ?? '';
  return growth(a) - growth(b) || priority(b) - priority(a) || qos(a) - qos(b) || (age(a) < age(b) ? -1 : 1);
}

function grows({ desired, granted }: ResizeState): boolean {
  return desired.spec.containers.some(({ name, resources }) =>
    compared.some(
      (resource) => compareQuantities(resources?.requests?.[resource], granted[name]?.requests?.[resource]) > 0,
    ),
  );
}

const compared = ['cpu', 'memory'] as const;

/** Ends a resize that is in force in everything that runs. */
export function completeResize(ctx: KubeletContext, worker: PodWorker): void {
  const { resize, pod, view } = worker;
  if (!resize?.inProgress) return;
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const isInForce = containers.every((container) => {
    const instance = view.containers.findLast(({ name }) => name === container.name);
    return instance?.state !== 'running' || resizeOf(container, instance) === 'none';
  });
  if (!isInForce) return;
  const { inProgress: _done, ...rest } = resize;
  worker.resize = rest;
  report(ctx, worker, { type: 'Normal', reason: 'ResizeCompleted', text: 'completed' }, { pod });
}

function report(
  ctx: KubeletContext,
  worker: PodWorker,
  { type, reason, text }: { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly text: string },
  about: { readonly pod: Pod; readonly error?: string },
): void {
  podEvent(ctx, worker, { type, reason, message: `Pod resize ${text}: ${summary(about.pod, about.error)}` });
}

/** Resources and generation as Go prints them. */
function summary({ spec, metadata }: Pod, error: string | undefined): string {
  const part = ({ name, resources = {} }: Container): object => ({ name, resources: ordered(resources) });
  return JSON.stringify({
    ...(spec.initContainers && { initContainers: spec.initContainers.map(part) }),
    containers: spec.containers.map(part),
    generation: metadata.generation ?? 0,
    ...(error !== undefined && { error }),
  });
}

function ordered({ limits, requests }: ResourceRequirements): object {
  const sorted = (list: Readonly<Record<string, string>>): object =>
    Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...(limits && { limits: sorted(limits) }), ...(requests && { requests: sorted(requests) }) };
}
