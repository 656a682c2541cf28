/** Starting a container: back-off, image, create, start, postStart; each step completes by an entry of its own. */
import { withEntry } from '#kernel';
import type { HookResult } from '#hook-engine';
import { behaviorFor } from '#image-catalogue';
import { isProgram } from '#shell';
import type { Container } from '#kube-api';
import { createContainer, findContainer, startContainer, type CallResult } from '#runtime';
import type { Start, StartResult, Step, SyncActivity } from './activity.ts';
import { configErrorOf } from './container-config.ts';
import { environmentOf, expandCommand, setupOf } from './container-environment.ts';
import { runHook } from './container-hook.ts';
import { containerEvent, findSpec, podIPOf, podText, replyTo, type KubeletContext } from './context.ts';
import { decideBackOff } from './crash-back-off.ts';
import { goDuration } from './go-duration.ts';
import { ensureImage, onPullFinished, type FinishedPull, type ImageOutcome } from './image-manager.ts';
import { graceOf, killContainer } from './kill-container.ts';
import type { PodWorker } from './kubelet-state.ts';
import { newestInstance } from './pod-view.ts';

/** A start goes on later, or ended with a result. */
export type StartProgress = 'waiting' | StartResult;

type StartStep = Extract<Step, { do: 'start' }>;

interface Starting {
  readonly worker: PodWorker;
  readonly start: Start;
  readonly container: Container;
}

/** @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer */
export function beginStart(
  ctx: KubeletContext,
  worker: PodWorker,
  activity: SyncActivity,
  { group, name }: StartStep,
): StartProgress {
  const container = findSpec(worker.pod, name);
  if (!container) return { name };
  const blocked = checkBackOff(ctx, worker, activity, container);
  if (blocked) return blocked;
  const before = newestInstance(activity.view, name);
  const start: Start = { group, name, restartCount: before ? before.attempt + 1 : restartsSoFar(worker, name), id: '' };
  activity.start = start;
  return afterImage(ctx, { worker, start, container }, ensureImage(ctx, worker, container));
}

/** Without an instance in the runtime the count goes on from what was last reported. */
function restartsSoFar({ status }: PodWorker, name: string): number {
  const known = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(
    (one) => one.name === name,
  );
  if (!known) return 0;
  return known.lastState.terminated || known.state.terminated
    ? known.restartCount + (known.state.waiting ? 0 : 1)
    : known.restartCount;
}

function checkBackOff(
  ctx: KubeletContext,
  worker: PodWorker,
  activity: SyncActivity,
  container: Container,
): StartResult | undefined {
  const { host } = ctx;
  const exited = activity.view.containers.findLast(({ name, state }) => name === container.name && state === 'exited');
  const resized = worker.resize ? `/${JSON.stringify(container.resources)}` : '';
  const key = `${container.name}/${container.image ?? ''}${resized}`;
  const decision = decideBackOff(host.kubelets.settings, worker.crashBackOffs.get(key), {
    now: host.now,
    finishedAt: exited?.finishedAt,
  });
  if (decision.kind === 'start') {
    if (decision.entry) worker.crashBackOffs = withEntry(worker.crashBackOffs, key, decision.entry);
    return undefined;
  }
  const message = `Back-off restarting failed container ${container.name} in pod ${podText(worker.pod)}`;
  containerEvent(ctx, worker, container.name, { type: 'Warning', reason: 'BackOff', message });
  const text = `back-off ${goDuration(decision.backOffMs)} restarting failed container=${container.name} pod=${podText(worker.pod)}`;
  return { name: container.name, reason: 'CrashLoopBackOff', message: text, backOffUntil: decision.until };
}

function afterImage(ctx: KubeletContext, starting: Starting, outcome: ImageOutcome): StartProgress {
  if (outcome.kind === 'pulling') return 'waiting';
  const { worker, start, container } = starting;
  if (outcome.kind === 'failed') return { name: start.name, reason: outcome.reason, message: outcome.message };
  const error = configError(ctx, starting);
  if (error !== undefined) return startFailed(ctx, starting, 'CreateContainerConfigError', error);
  const input = {
    store: ctx.host.store,
    pod: worker.pod,
    container,
    podIP: podIPOf(ctx, worker),
    hostIP: ctx.host.runtime.nodes.get(worker.node)?.hostIP ?? '',
  };
  const env = environmentOf(input);
  const expanded = (words: readonly string[] = []): readonly string[] => expandCommand(input, words, env);
  const behavior = behaviorFor({
    annotations: worker.pod.metadata.annotations,
    container: start.name,
    image: container.image ?? '',
    run: start.restartCount,
    command: expanded(container.command),
    args: expanded(container.args),
    isProgram,
    ports: (container.ports ?? []).map(({ containerPort }) => containerPort),
  });
  const call = {
    node: worker.node,
    uid: worker.uid,
    name: start.name,
    attempt: start.restartCount,
    image: container.image ?? '',
    resources: container.resources,
    behavior,
    setup: behavior.userLand && setupOf(input, env),
  };
  createContainer(ctx.host, call, replyTo(worker, 'container-created'));
  return 'waiting';
}

function configError({ host }: KubeletContext, { worker, container }: Starting): string | undefined {
  const { targetContainerName = '' } = container;
  const target = targetContainerName ? newestInstance(worker.view, targetContainerName) : undefined;
  return configErrorOf({ store: host.store, pod: worker.pod, container, target });
}

function startingOf(worker: PodWorker, activity: SyncActivity): Starting | undefined {
  const { start } = activity;
  const container = start && findSpec(worker.pod, start.name);
  return start && container ? { worker, start, container } : undefined;
}

const withoutPrefix = (message: string): string => message.replace(/^rpc error: code = Unknown desc = /, '');

function startFailed(ctx: KubeletContext, { worker, start }: Starting, reason: string, text: string): StartResult {
  const message = withoutPrefix(text);
  containerEvent(ctx, worker, start.name, { type: 'Warning', reason: 'Failed', message: `Error: ${message}` });
  return { name: start.name, reason, message };
}

/** Older versions name the container: `Created container: app`, `Started container app`. */
function doneText({ host }: KubeletContext, { name }: Start, done: 'created' | 'started'): string {
  if (!host.api.behavior.namesContainers) return `Container ${done}`;
  return done === 'created' ? `Created container: ${name}` : `Started container ${name}`;
}

type Continuation = (ctx: KubeletContext, starting: Starting, result: unknown) => StartProgress;

/** What happens when a step of the start is answered, by the entry's kind. */
export const startReplies: Readonly<Record<string, Continuation>> = {
  'image-pulled': (ctx, starting, result) => {
    const outcome = onPullFinished(ctx, starting.worker, result as FinishedPull, starting.start.name); // sent by the image manager
    return afterImage(ctx, starting, outcome);
  },
  'container-created': (ctx, starting, result) => {
    const created = result as CallResult; // answered by the runtime
    if (created.kind === 'failed') return startFailed(ctx, starting, 'CreateContainerError', created.message);
    const { worker, start } = starting;
    containerEvent(ctx, worker, start.name, {
      type: 'Normal',
      reason: 'Created',
      message: doneText(ctx, start, 'created'),
    });
    start.id = created.id;
    startContainer(
      ctx.host,
      { node: worker.node, uid: worker.uid, id: start.id },
      replyTo(worker, 'container-started'),
    );
    return 'waiting';
  },
  'container-started': (ctx, starting, result) => {
    const started = result as CallResult; // answered by the runtime
    if (started.kind === 'failed') return startFailed(ctx, starting, 'RunContainerError', started.message);
    const { worker, start, container } = starting;
    containerEvent(ctx, worker, start.name, {
      type: 'Normal',
      reason: 'Started',
      message: doneText(ctx, start, 'started'),
    });
    const hook = container.lifecycle?.postStart;
    if (!hook) return { name: start.name };
    runHook(ctx, worker, { hook, container: start.name, containerId: start.id }, replyTo(worker, 'post-start-done'));
    return 'waiting';
  },
  'post-start-done': (ctx, starting, result) => {
    const hook = result as HookResult; // answered by the hook engine
    const { worker, start, container } = starting;
    if (hook.kind === 'ok') return { name: start.name };
    containerEvent(ctx, worker, start.name, {
      type: 'Warning',
      reason: 'FailedPostStartHook',
      message: 'PostStartHook failed',
    });
    const instance = findInstance(ctx, worker, start.id);
    if (!instance) return { name: start.name, reason: 'PostStartHookError', message: hook.message };
    worker.reasons = withEntry(worker.reasons, start.name, { reason: 'PostStartHookError', message: hook.message });
    killContainer(ctx, worker, {
      container: instance,
      message: 'FailedPostStartHook',
      graceSeconds: graceOf(worker.pod, container, 'Other'),
    });
    return 'waiting';
  },
  /** The container of a failed postStart hook has ended. */
  'post-start-killed': (_ctx, { worker, start }) => {
    return { name: start.name, reason: 'PostStartHookError', message: worker.reasons.get(start.name)?.message ?? '' };
  },
};

function findInstance(ctx: KubeletContext, worker: PodWorker, id: string): ReturnType<typeof findContainer> {
  const node = ctx.host.runtime.nodes.get(worker.node);
  return node && findContainer(node, { uid: worker.uid, id });
}

/** Goes on with the container that is being started. */
export function continueStart(
  ctx: KubeletContext,
  worker: PodWorker,
  activity: SyncActivity,
  reply: { kind: string; result: unknown },
): StartProgress {
  const starting = startingOf(worker, activity);
  const go = startReplies[reply.kind];
  return starting && go ? go(ctx, starting, reply.result) : 'waiting';
}
