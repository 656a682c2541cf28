/** Stopping a container: Killing event, preStop hook, its turn among sidecars, and the runtime's TERM and KILL. */
import { aside, SECOND, withEntry, withoutEntry } from '#kernel';
import { isSidecar, type Container, type Pod } from '#kube-api';
import { workersOf } from '#probe-engine';
import { stopContainer, type RuntimeContainer } from '#runtime';
import type { HookResult } from '#hook-engine';
import type { Kill } from './activity.ts';
import { containerEvent, findSpec, planReply, type KubeletContext } from './context.ts';
import { runHook } from './container-hook.ts';
import { firstToken, type PodWorker } from './kubelet-state.ts';
import type { KillReason } from './container-fault.ts';

export interface KillOrder {
  readonly container: RuntimeContainer;
  readonly message: string;
  readonly graceSeconds: number;
  readonly after?: readonly string[];
}

/** The runtime gives every container at least this long between TERM and KILL. */
const MINIMUM_GRACE = 2;

/**
 * Begins to stop a container; it leaves `worker.kills` when it has ended.
 * @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer
 */
export function killContainer(ctx: KubeletContext, worker: PodWorker, order: KillOrder): void {
  const { container, message, graceSeconds, after } = order;
  const kill: Kill = {
    id: container.id,
    name: container.name,
    stage: 'hook',
    stages: firstToken(ctx.node),
    graceSeconds,
    stageBegunAt: ctx.host.now,
    after: [...(after ?? [])],
    isOrdered: after !== undefined,
  };
  worker.kills = withEntry(worker.kills, kill.id, kill);
  containerEvent(ctx, worker, kill.name, { type: 'Normal', reason: 'Killing', message });
  const preStop = findSpec(worker.pod, kill.name)?.lifecycle?.preStop;
  if (!preStop || graceSeconds <= 0) return waitForTurn(ctx, worker, kill);
  beginStage(ctx, worker, kill, 'hook');
  runHook(
    ctx,
    worker,
    { hook: preStop, container: kill.name, containerId: kill.id },
    killReply(worker, kill, 'pre-stop-done'),
  );
}

/** A preStop hook is over. It goes on when its time is up, so this may come long after TERM, or with the container's end. */
export function reportPreStopHook(
  ctx: KubeletContext,
  worker: PodWorker,
  { container, result }: { readonly container: string; readonly result: HookResult },
): void {
  if (result.kind === 'ok') return;
  const report = { type: 'Warning', reason: 'FailedPreStopHook', message: 'PreStopHook failed' } as const;
  containerEvent(ctx, worker, container, report);
}

// Kills outlive the activity that began them, so their replies carry their own count instead of the worker's token.
function killReply(worker: PodWorker, kill: Kill, kind: string): { owner: string; kind: string; payload: object } {
  const payload = { worker, id: kill.id, stages: kill.stages, container: kill.name, result: undefined };
  return { owner: 'kubelet', kind, payload };
}

function beginStage(ctx: KubeletContext, worker: PodWorker, kill: Kill, stage: Kill['stage']): void {
  kill.stage = stage;
  kill.stages += 1;
  kill.stageBegunAt = ctx.host.now;
  if (stage !== 'stop') planReply(ctx, kill.graceSeconds * SECOND, killReply(worker, kill, 'kill-stage-over'));
}

/** The hook is done in time. */
export function onPreStopDone(ctx: KubeletContext, worker: PodWorker, kill: Kill): void {
  takeElapsed(ctx, kill);
  waitForTurn(ctx, worker, kill);
}

/** A stage has used up the grace period. */
export function onKillStageOver(ctx: KubeletContext, worker: PodWorker, kill: Kill): void {
  const wasHook = kill.stage === 'hook';
  takeElapsed(ctx, kill);
  if (wasHook) waitForTurn(ctx, worker, kill);
  else stop(ctx, worker, kill);
}

function takeElapsed(ctx: KubeletContext, kill: Kill): void {
  kill.graceSeconds -= Math.floor((ctx.host.now - kill.stageBegunAt) / SECOND);
}

function waitForTurn(ctx: KubeletContext, worker: PodWorker, kill: Kill): void {
  if (!kill.isOrdered || kill.graceSeconds <= 0 || kill.after.length === 0) return stop(ctx, worker, kill);
  beginStage(ctx, worker, kill, 'turn');
}

function stop(ctx: KubeletContext, worker: PodWorker, kill: Kill): void {
  beginStage(ctx, worker, kill, 'stop');
  const timeout = Math.max(MINIMUM_GRACE, kill.graceSeconds);
  stopContainer(
    ctx.host,
    { node: worker.node, uid: worker.uid, id: kill.id, timeout },
    killReply(worker, kill, 'container-stopped'),
  );
}

/** A container has ended: whoever waited for it may have its turn. */
export function onContainerStopped(ctx: KubeletContext, worker: PodWorker, kill: Kill): void {
  worker.kills = withoutEntry(worker.kills, kill.id);
  for (const other of worker.kills.values()) {
    const index = other.after.indexOf(kill.id);
    if (index < 0) continue;
    other.after.splice(index, 1);
    if (other.stage !== 'turn' || other.after.length > 0) continue;
    takeElapsed(ctx, other);
    stop(ctx, worker, other);
  }
}

/** Begins to stop all that runs, newest first; sidecars wait for the main containers and the sidecars behind them. */
export function killAll(
  ctx: KubeletContext,
  worker: PodWorker,
  running: readonly RuntimeContainer[],
  graceSeconds: number,
): void {
  const sidecars = (worker.pod.spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name);
  const isOrdered = sidecars.length > 0;
  for (const container of running.toReversed()) {
    const after = isOrdered ? { after: predecessors(worker.pod, sidecars, container, running) } : {};
    const order = { container, message: `Stopping container ${container.name}`, graceSeconds, ...after };
    aside(ctx.host, () => killContainer(ctx, worker, order));
  }
}

function predecessors(
  pod: Pod,
  sidecars: readonly string[],
  container: RuntimeContainer,
  running: readonly RuntimeContainer[],
): string[] {
  const own = sidecars.indexOf(container.name);
  if (own < 0) return [];
  const isMain = (name: string): boolean => pod.spec.containers.some((main) => main.name === name);
  return running.filter(({ name }) => isMain(name) || sidecars.indexOf(name) > own).map(({ id }) => id);
}

/** Seconds that a container gets when a sync (not the pod's termination) kills it. */
export function graceOf(pod: Pod, container: Container | undefined, reason: KillReason): number {
  if (pod.metadata.deletionGracePeriodSeconds !== undefined) return pod.metadata.deletionGracePeriodSeconds;
  if (reason === 'RestartAllContainers') return 0;
  const probe =
    reason === 'LivenessProbe'
      ? container?.livenessProbe
      : reason === 'StartupProbe'
        ? container?.startupProbe
        : undefined;
  return probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? MINIMUM_GRACE;
}

/** Ends the liveness and startup workers of the regular containers. */
export function stopProbesForTermination(
  ctx: KubeletContext,
  worker: PodWorker,
  stops: (type: string) => boolean,
): void {
  const regular = new Set(worker.pod.spec.containers.map(({ name }) => name));
  if (workersOf(ctx.host, worker.uid).length === 0) return;
  ctx.probes.removeWorkers(ctx.host, worker.uid, ({ container, type }) => regular.has(container) && stops(type));
}
