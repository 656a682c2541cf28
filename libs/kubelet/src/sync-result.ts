/** The end of a sync: the reason cache, the relist it asks for, and when the pod is synced next. */
import { jitter, plan, withEntry, withoutEntry, type Millis } from '#kernel';
import type { ContainerStatus } from '#kube-api';
import type { StartResult } from './activity.ts';
import { replyTo, type KubeletContext } from './context.ts';
import type { KubeletHost, PodWorker } from './kubelet-state.ts';
import { nextTick } from './node-loops.ts';
import { reportMissingPullSecrets } from './pull-secrets.ts';
import { runAgain } from './wake.ts';

export interface SyncEnd {
  /** The pod's phase is terminal: its termination begins. */
  readonly isTerminal: boolean;
  /** The sync was cut short. */
  readonly isCanceled?: boolean;
}

/** @source kubelet v1.37 pkg/kubelet/pod_workers.go completeWork */
export function finishSync(ctx: KubeletContext, worker: PodWorker, end: SyncEnd): void {
  const { host } = ctx;
  const activity = worker.activity?.kind === 'sync' ? worker.activity : undefined;
  const results = activity?.results ?? [];
  for (const { name, reason, message } of results) {
    if (reason === undefined) worker.reasons = withoutEntry(worker.reasons, name);
    else worker.reasons = withEntry(worker.reasons, name, { reason, message: message ?? '' });
  }
  const failures = results.filter(({ reason }) => reason !== undefined);
  const isError = failures.length > 0 || activity?.hasFailed === true || end.isCanceled === true;
  const hasActed =
    (activity?.steps.length ?? 0) > 0 && activity?.steps.some((step) => step.do !== 'prune-init-containers');
  if (failures.some(({ reason }) => reason === 'ErrImagePull')) reportMissingPullSecrets(ctx, worker);
  worker.activity = undefined;
  worker.token += 1;
  worker.lastSyncAt = host.now;
  if (hasActed && !isError && host.api.behavior.gates.PLEGOnDemandRelist) requestRelist(ctx, worker);
  if (end.isTerminal) enterTerminating(ctx, worker);
  else if (isError || !isSettled(worker)) requeue(ctx, worker, isError ? errorDelay(host, failures) : undefined);
  else worker.requeueToken += 1;
  if (worker.isUpdatePending) runAgain(ctx, worker);
}

/**
 * Every container runs and is ready: another sync would find nothing to do or to write, so the periodic one is not
 * planned. Whatever changes wakes the worker.
 */
function isSettled({ status }: PodWorker): boolean {
  if (status?.phase !== 'Running') return false;
  const isReady = (one: ContainerStatus): boolean =>
    one.ready && (one.state.running ?? one.state.terminated) !== undefined;
  return [status.containerStatuses, status.initContainerStatuses].every((list) => list?.every(isReady) ?? true);
}

function requestRelist(ctx: KubeletContext, worker: PodWorker): void {
  plan(ctx.host, ctx.host.kubelets.settings.relistLatencyMs, {
    owner: 'kubelet',
    kind: 'relist-pod',
    payload: { worker },
  });
}

const RESYNC_CAP: Millis = 60_000;

/** Until a back-off is over where there is one; `undefined` for the usual error back-off. */
function errorDelay({ api, now }: KubeletHost, failures: readonly StartResult[]): Millis | 'default' {
  if (!api.behavior.requeuesAtBackOffEnd) return 'default';
  const ends = failures.flatMap(({ backOffUntil }) => (backOffUntil === undefined ? [] : [backOffUntil]));
  return ends.length === 0 ? 'default' : Math.min(Math.max(Math.min(...ends) - now, 0), RESYNC_CAP);
}

/** Plans the next sync at the first tick of the work queue that lies strictly after the jittered delay. */
export function requeue(ctx: KubeletContext, worker: PodWorker, delay: Millis | 'default' | undefined): void {
  const { host, node } = ctx;
  const { settings } = host.kubelets;
  const base = delay === undefined ? settings.syncFrequencyMs : delay === 'default' ? settings.errorBackOffMs : delay;
  const deadline = host.now + jitter(host, worker.stream, { base, factor: settings.requeueJitter });
  const reply = replyTo(worker, 'sync-due');
  worker.requeueToken += 1;
  const payload = { worker, token: worker.requeueToken };
  plan(host, nextTick(node.tickPhase, settings.syncTickMs, deadline) - host.now, { ...reply, payload });
}

/**
 * From now on the pod is being ended. A sync that waits for volumes is cut short; anything else runs to its end.
 * @param graceSeconds what the kubelet itself allows, if it is the kubelet that ends the pod
 */
export function enterTerminating(ctx: KubeletContext, worker: PodWorker, graceSeconds?: number): void {
  worker.state = 'terminating';
  worker.graceSeconds = 0;
  shortenGrace(worker, graceSeconds);
  worker.isUpdatePending = true;
  if (worker.activity?.kind === 'sync' && worker.activity.stage === 'volumes')
    finishSync(ctx, worker, { isTerminal: false, isCanceled: true });
}

/** The grace period in force, at least 1 s; it never grows. */
export function shortenGrace(worker: PodWorker, graceSeconds?: number): void {
  const { metadata, spec } = worker.update ?? worker.pod;
  const { deletionGracePeriodSeconds: deletion } = metadata;
  const asked = graceSeconds === undefined ? deletion : Math.min(graceSeconds, deletion ?? graceSeconds);
  const current = worker.graceSeconds;
  if (asked !== undefined && (current === 0 || asked < current)) worker.graceSeconds = asked;
  else if (current === 0) worker.graceSeconds = spec.terminationGracePeriodSeconds ?? 0;
  worker.graceSeconds = Math.max(1, worker.graceSeconds);
}
