/** One sync of a pod: status first, then volumes, then the steps of its plan, one after another. */
import { isTerminalPhase, isSidecar } from '#kube-api';
import { timestampOf } from '#apiserver';
import { findWorker, resultOf } from '#probe-engine';
import {
  removeContainer,
  runPodSandbox,
  stopPodSandbox,
  updateContainerResources,
  type CallResult,
  type RuntimeContainer,
} from '#runtime';
import { planDeadline } from './active-deadline.ts';
import type { Step, SyncActivity } from './activity.ts';
import { findSpec, planReply, podEvent, replyTo, type KubeletContext } from './context.ts';
import { graceOf, killAll, killContainer } from './kill-container.ts';
import type { PodWorker } from './kubelet-state.ts';
import { planPod, type PodPlan } from './pod-plan.ts';
import { generateStatus } from './pod-status.ts';
import { runningContainers } from './pod-view.ts';
import { beginStart, continueStart, type StartProgress } from './start-container.ts';
import { completeResize } from './resize.ts';
import { resumeProbes } from './resume-probes.ts';
import { requestFlush, setPodStatus } from './status-manager.ts';
import { finishSync } from './sync-result.ts';
import { syncVolumes } from './volume-updates.ts';
import { mountVolumes } from './volumes.ts';

/** @source kubelet v1.37 pkg/kubelet/kubelet.go SyncPod */
export function beginSync(ctx: KubeletContext, worker: PodWorker): void {
  if (worker.resize) completeResize(ctx, worker);
  const status = generateStatus(ctx, worker, false);
  const activity: SyncActivity = {
    kind: 'sync',
    view: worker.view,
    stage: 'volumes',
    steps: [],
    index: 0,
    start: undefined,
    results: [],
    hasFailed: false,
  };
  worker.activity = activity;
  setPodStatus(ctx, worker, status, { isForced: worker.pod.metadata.deletionTimestamp !== undefined });
  planDeadline(ctx, worker);
  syncVolumes(ctx, worker);
  if (isTerminalPhase(status.phase)) return finishSync(ctx, worker, { isTerminal: true });
  if (mountVolumes(ctx, worker)) return beginSteps(ctx, worker, activity);
  worker.volumes.waitUntil = ctx.host.now + ctx.host.kubelets.settings.volumeWaitMs;
  pollVolumes(ctx, worker);
}

function pollVolumes(ctx: KubeletContext, worker: PodWorker): void {
  planReply(ctx, ctx.host.kubelets.settings.volumePollMs, replyTo(worker, 'volumes-polled'));
}

/**
 * Looks at the volumes again. When the wait has lasted too long the sync has failed, without a word; attempts to set them
 * up go on.
 */
export function onVolumesPolled(ctx: KubeletContext, worker: PodWorker, activity: SyncActivity): void {
  if (mountVolumes(ctx, worker)) return beginSteps(ctx, worker, activity);
  if (ctx.host.now < worker.volumes.waitUntil) return pollVolumes(ctx, worker);
  activity.hasFailed = true;
  finishSync(ctx, worker, { isTerminal: false });
}

function beginSteps(ctx: KubeletContext, worker: PodWorker, activity: SyncActivity): void {
  const { host, node, probes, probeClient } = ctx;
  activity.stage = 'steps';
  const place = { owner: worker, node: node.name, hostIP: node.hostIP };
  if (node.process.starts === 0) probes.addPod(host, place, probeClient);
  else resumeProbes(ctx, worker, place);
  const plan = planPod({
    pod: worker.pod,
    view: activity.view,
    liveness: ({ name, id }) => resultOf(findWorker(host, worker.uid, name, 'liveness'), id),
    startup: ({ name, id }) => resultOf(findWorker(host, worker.uid, name, 'startup'), id),
    isResized: worker.resize !== undefined,
    shown: worker.status,
  });
  if (plan.createSandbox && plan.sandbox.replacedId !== '')
    podEvent(ctx, worker, {
      type: 'Normal',
      reason: 'SandboxChanged',
      message: 'Pod sandbox changed, it will be killed and re-created.',
    });
  activity.steps = stepsOf(plan);
  runSteps(ctx, worker, activity);
}

/** A plan as steps in the runtime's order. */
export function stepsOf(plan: PodPlan): readonly Step[] {
  const steps: Step[] = [];
  if (plan.killPod) steps.push({ do: 'kill-pod' }, { do: 'stop-sandbox' });
  else
    for (const { container, message, reason } of plan.toKill)
      steps.push({ do: 'kill', id: container.id, message, reason });
  for (const { id, state } of plan.toReset ?? []) {
    if (state !== 'exited') steps.push({ do: 'kill', id, message: 'killing', reason: 'RestartAllContainers' });
    steps.push({ do: 'remove', id });
  }
  if (plan.killPod && plan.createSandbox) steps.push({ do: 'remove-init-containers' });
  else if (!plan.killPod) steps.push({ do: 'prune-init-containers' });
  if (plan.createSandbox) steps.push({ do: 'create-sandbox', attempt: plan.sandbox.attempt });
  for (const id of plan.toResize ?? []) steps.push({ do: 'resize', id });
  for (const name of plan.ephemeralToStart) steps.push({ do: 'start', group: 'ephemeral', name });
  for (const name of plan.initToStart) steps.push({ do: 'start', group: 'init', name });
  for (const name of plan.toStart) steps.push({ do: 'start', group: 'regular', name });
  return steps;
}

type StepProgress = 'done' | 'waiting';

const stepActions: {
  readonly [K in Step['do']]: (ctx: KubeletContext, worker: PodWorker, step: Extract<Step, { do: K }>) => StepProgress;
} = {
  'kill-pod': (ctx, worker) => {
    killAll(ctx, worker, runningContainers(viewOf(worker)), graceOf(worker.pod, undefined, 'Other'));
    return worker.kills.size === 0 ? 'done' : 'waiting';
  },
  'stop-sandbox': (ctx, worker) => {
    if (!viewOf(worker).sandboxes.some(({ state }) => state === 'ready')) return 'done';
    stopPodSandbox(ctx.host, { node: worker.node, uid: worker.uid }, replyTo(worker, 'sandbox-stopped'));
    return 'waiting';
  },
  'remove-init-containers': (ctx, worker) => {
    const init = new Set((worker.pod.spec.initContainers ?? []).map(({ name }) => name));
    for (const container of viewOf(worker).containers) if (init.has(container.name)) remove(ctx, worker, container);
    return 'done';
  },
  'prune-init-containers': (ctx, worker) => {
    const view = viewOf(worker);
    for (const { name } of worker.pod.spec.initContainers ?? []) {
      const dead = view.containers.filter(
        (one) => one.name === name && one.state !== 'running' && one.state !== 'created',
      );
      for (const container of dead.slice(0, -1)) remove(ctx, worker, container);
    }
    return 'done';
  },
  kill: (ctx, worker, { id, message, reason }) => {
    const container = viewOf(worker).containers.find((one) => one.id === id);
    if (!container) return 'done';
    killContainer(ctx, worker, {
      container,
      message,
      graceSeconds: graceOf(worker.pod, findSpec(worker.pod, container.name), reason),
    });
    return 'waiting';
  },
  remove: (ctx, worker, { id }) => {
    removeContainer(ctx.host, { node: worker.node, uid: worker.uid, id });
    worker.isUpdatePending = true; // the next sync follows at once
    return 'done';
  },
  resize: (ctx, worker, { id }) => {
    const name = viewOf(worker).containers.find((one) => one.id === id)?.name ?? '';
    const resources = findSpec(worker.pod, name)?.resources ?? {};
    updateContainerResources(ctx.host, { node: worker.node, uid: worker.uid, id }, resources);
    worker.isUpdatePending = true; // the next sync sees that it is done
    return 'done';
  },
  'create-sandbox': (ctx, worker, { attempt }) => {
    const { namespace = '', name } = worker.pod.metadata;
    const call = {
      node: worker.node,
      uid: worker.uid,
      namespace,
      name,
      attempt,
      hostNetwork: worker.pod.spec.hostNetwork === true,
    };
    runPodSandbox(ctx.host, call, replyTo(worker, 'sandbox-created'));
    return 'waiting';
  },
  start: (ctx, worker, step) => {
    const activity = worker.activity as SyncActivity; // steps run within a sync only
    return settleStart(worker, activity, beginStart(ctx, worker, activity, step));
  },
};

const viewOf = (worker: PodWorker): SyncActivity['view'] => (worker.activity as SyncActivity).view; // steps run within a sync only

function remove(ctx: KubeletContext, worker: PodWorker, container: RuntimeContainer): void {
  removeContainer(ctx.host, { node: worker.node, uid: worker.uid, id: container.id });
}

/** Runs steps until one has to wait or all are done. */
function runSteps(ctx: KubeletContext, worker: PodWorker, activity: SyncActivity): void {
  while (activity.index < activity.steps.length) {
    const step = activity.steps[activity.index] as Step; // within bounds
    const action = stepActions[step.do] as (ctx: KubeletContext, worker: PodWorker, step: Step) => StepProgress; // the row of this very step
    if (action(ctx, worker, step) === 'waiting') return;
    activity.index += 1;
  }
  finishSync(ctx, worker, { isTerminal: false });
}

function settleStart(worker: PodWorker, activity: SyncActivity, progress: StartProgress): StepProgress {
  if (progress === 'waiting') return 'waiting';
  activity.start = undefined;
  activity.results.push(progress);
  if (progress.reason !== undefined && isFatal(worker, progress.name)) activity.index = activity.steps.length;
  return 'done';
}

/** A regular init container that cannot start ends the sync; any other failed start does not hold up the rest. */
function isFatal({ pod }: PodWorker, name: string): boolean {
  const init = pod.spec.initContainers?.find((container) => container.name === name);
  return init !== undefined && !isSidecar(init);
}

/** The step under way is answered. */
export function onStepReply(
  ctx: KubeletContext,
  worker: PodWorker,
  activity: SyncActivity,
  reply: { kind: string; result: unknown },
): void {
  const step = activity.steps[activity.index];
  if (step?.do === 'start') {
    if (settleStart(worker, activity, continueStart(ctx, worker, activity, reply)) === 'waiting') return;
  } else if (reply.kind === 'sandbox-created') sandboxCreated(ctx, worker, activity, reply.result as CallResult); // answered by the runtime
  activity.index += 1;
  runSteps(ctx, worker, activity);
}

function sandboxCreated(ctx: KubeletContext, worker: PodWorker, activity: SyncActivity, result: CallResult): void {
  if (result.kind === 'ok') return markReadyToStart(ctx, worker);
  activity.index = activity.steps.length;
  if (worker.state !== 'sync') return; // a pod that ends meanwhile needs no sandbox: neither an event nor an error
  const message = `Failed to create pod sandbox: ${result.message}`;
  podEvent(ctx, worker, { type: 'Warning', reason: 'FailedCreatePodSandBox', message });
  activity.hasFailed = true;
}

/** PodReadyToStartContainers turns true as soon as the sandbox is there, ahead of the next sync; in older versions with it. */
function markReadyToStart(ctx: KubeletContext, worker: PodWorker): void {
  const { status } = worker;
  if (!status || !ctx.host.api.behavior.reportsSandboxAtOnce) return;
  const conditions = (status.conditions ?? []).map((condition) => {
    if (condition.type !== 'PodReadyToStartContainers' || condition.status === 'True') return condition;
    const { type, lastProbeTime = null, observedGeneration = 0 } = condition;
    const lastTransitionTime = timestampOf(ctx.host);
    return { type, status: 'True' as const, lastProbeTime, lastTransitionTime, observedGeneration };
  });
  worker.status = { ...status, conditions };
  worker.statusVersion += 1;
  requestFlush(ctx, worker);
}

/** All containers that a step was stopping have ended. */
export function onKillsDone(ctx: KubeletContext, worker: PodWorker, activity: SyncActivity): void {
  const step = activity.steps[activity.index];
  if (step?.do === 'start') onStepReply(ctx, worker, activity, { kind: 'post-start-killed', result: undefined });
  else onStepReply(ctx, worker, activity, { kind: 'killed', result: undefined });
}
