/** The kubelets of a simulation: a stateless engine that handles their agenda entries. */
import { required, type AgendaEntry } from '#kernel';
import type { HookEngine, HookResult } from '#hook-engine';
import { findCondition, isTerminalPhase, type Node, type Pod } from '#kube-api';
import { isStatusOnly, type StoreChange, type Subscription } from '#object-store';
import type { ProbeEngine } from '#probe-engine';
import type { Kill, SyncActivity } from './activity.ts';
import { admitPod } from './admit-pod.ts';
import type { KubeletContext } from './context.ts';
import { onEvictionCleanUp, onEvictionRound } from './eviction/eviction-round.ts';
import { forgetPod } from './forget-pod.ts';
import { startNextPull } from './image-manager.ts';
import { onContainerStopped, onKillStageOver, onPreStopDone, reportPreStopHook } from './kill-container.ts';
import { onKillOverdue } from './kill-pod.ts';
import { startSteps } from './kubelet-process.ts';
import { createWorker, findPodWorker, type KubeletHost, type PodWorker } from './kubelet-state.ts';
import { lookAt } from './look-at.ts';
import { leaveIfCancelled, onGroupTimeOver, onShutdownBegun } from './node-shutdown.ts';
import { onNodeChanged, reportNodeStatus } from './node-status.ts';
import { sweepOrphans } from './orphans.ts';
import { linkSteps } from './partition.ts';
import { onPodKilled } from './pod-killed.ts';
import { killRemovedPod, runWorker, setPod, updatePod } from './pod-worker.ts';
import { createProbeClient, onProbeResult, type ProbeChange } from './probe-client.ts';
import { rejectPod } from './reject-pod.ts';
import { relistAll, relistPod, requestGlobalRelist } from './relist.ts';
import type { KubeletSettings } from './settings.ts';
import { flushStatuses } from './status-manager.ts';
import { onKillsDone, onStepReply, onVolumesPolled } from './sync-pod.ts';
import { onTerminatingKillsDone, onTerminatingSandboxStopped } from './sync-terminating.ts';
import { onVolumeObjectChanged, onVolumesDue } from './volume-updates.ts';
import { onMountRetry } from './volumes.ts';
import { wake } from './wake.ts';

export interface Kubelet {
  /** Entries of the owners `kubelet`, `probe` and `hook`. */
  handle(host: KubeletHost, entry: AgendaEntry): void;
}

export interface KubeletEngines {
  readonly probes: ProbeEngine;
  readonly hooks: HookEngine;
}

export function kubeletSubscriptions(settings: KubeletSettings): readonly Subscription[] {
  const delay = settings.watchLatencyMs;
  return ['pods', 'nodes'].map((resource) => ({ resource, owner: 'kubelet', delay }));
}

export function createKubelet(engines: KubeletEngines): Kubelet {
  const probeClient = createProbeClient();
  const contextOf = (host: KubeletHost, nodeName: string): KubeletContext => ({
    host,
    node: required(host.kubelets.nodes.get(nodeName), 'kubelet of node', nodeName),
    probes: engines.probes,
    probeClient,
    hooks: engines.hooks,
  });
  const onNodeEntry = (host: KubeletHost, handler: NodeHandler, payload: NodePayload): void =>
    handler(contextOf(host, payload.node), payload);
  const handleOwn = (host: KubeletHost, entry: AgendaEntry): void => {
    if (entry.kind === 'watch') return onWatch(host, entry.payload as StoreChange, contextOf); // sent by the object store
    if (entry.kind in linkSteps) return onLink(host, entry, contextOf);
    if (entry.kind in startSteps) return onStart(host, entry, contextOf);
    if (entry.kind === 'room-made') return onRoomMade(contextOf(host, (entry.payload as NodePayload).node), contextOf); // of a node
    const nodeEntry = nodeEntries[entry.kind];
    if (nodeEntry) return onNodeEntry(host, nodeEntry, entry.payload as NodePayload); // see nodeEntries
    const payload = entry.payload as PodPayload; // every other entry of ours is about a pod
    const ctx = contextOf(host, payload.worker.node);
    if (!payload.worker.isForgotten) onPodEntry(ctx, entry.kind, payload);
    else if (entry.kind === 'image-pulled') startNextPull(ctx);
  };
  return {
    handle: (host, entry) => {
      if (entry.owner === 'probe') engines.probes.handle(host, entry, probeClient);
      else if (entry.owner === 'hook') engines.hooks.handle(host, entry);
      else handleOwn(host, entry);
    },
  };
}

interface NodePayload {
  readonly node: string;
  readonly token?: number;
  readonly uid?: string;
}

type NodeHandler = (ctx: KubeletContext, payload: NodePayload) => void;

const nodeEntries: Readonly<Record<string, NodeHandler>> = {
  flush: flushStatuses,
  relist: relistAll,
  'runtime-changed': requestGlobalRelist,
  'node-status': reportNodeStatus,
  'sweep-orphans': sweepOrphans,
  'eviction-round': (ctx, { token }) => onEvictionRound(ctx, token),
  'eviction-clean-up': (ctx, { token }) => onEvictionCleanUp(ctx, token),
  'shutdown-begun': onShutdownBegun,
  'shutdown-group-over': (ctx, { token }) => onGroupTimeOver(ctx, token),
  'shutdown-cancelled': leaveIfCancelled,
  'pod-killed': (ctx, { uid = '' }) => onPodKilled(ctx, uid),
};

/** The worker itself, not its name: such entries are the most frequent ones, and looking it up costs more than many of them do. */
interface PodPayload {
  readonly worker: PodWorker;
  readonly token?: number;
  readonly id?: string;
  readonly stages?: number;
  readonly container?: string;
  readonly result?: unknown;
}

function onPodEntry(ctx: KubeletContext, kind: string, payload: PodPayload): void {
  const { worker } = payload;
  const always = podEntries[kind];
  if (always) return always(ctx, worker, payload);
  if (payload.id !== undefined) return onKillEntry(ctx, kind, payload);
  if (payload.token === worker.token) onActivityEntry(ctx, kind, payload);
}

/** Entries that hold whatever the worker is doing. */
const podEntries: Readonly<Record<string, (ctx: KubeletContext, worker: PodWorker, payload: PodPayload) => void>> = {
  run: runWorker,
  'relist-pod': relistPod,
  'mount-retry': onMountRetry,
  'volumes-due': onVolumesDue,
  'deadline-over': wake,
  'kill-overdue': onKillOverdue,
  'sync-due': (ctx, worker, { token }) => {
    if (token === worker.requeueToken) wake(ctx, worker);
  },
  'probe-result': (ctx, worker, payload) => onProbeResult(ctx, worker, payload as unknown as ProbeChange), // sent by the probe client
};

/** Entries about a container that is being stopped; void once its stage has passed. */
function onKillEntry(ctx: KubeletContext, kind: string, payload: PodPayload): void {
  const { worker } = payload;
  if (kind === 'pre-stop-done') reportHook(ctx, worker, payload);
  const kill = worker.kills.get(payload.id ?? '');
  if (!kill || kill.stages !== payload.stages) return;
  const handler = killEntries[kind];
  if (handler) handler(ctx, worker, kill);
  if (worker.kills.size > 0 || !worker.activity) return;
  if (worker.activity.kind === 'sync') onKillsDone(ctx, worker, worker.activity);
  else if (worker.activity.stage === 'kills') onTerminatingKillsDone(ctx, worker, worker.activity);
}

const killEntries: Readonly<Record<string, (ctx: KubeletContext, worker: PodWorker, kill: Kill) => void>> = {
  'pre-stop-done': onPreStopDone,
  'kill-stage-over': onKillStageOver,
  'container-stopped': onContainerStopped,
};

function reportHook(ctx: KubeletContext, worker: PodWorker, { container = '', result }: PodPayload): void {
  reportPreStopHook(ctx, worker, { container, result: result as HookResult }); // answered by the hook engine
}

/** Answers to the activity under way. */
function onActivityEntry(ctx: KubeletContext, kind: string, payload: PodPayload): void {
  const { worker } = payload;
  const { activity } = worker;
  if (activity?.kind === 'terminating') return onTerminatingSandboxStopped(ctx, worker);
  if (activity?.kind !== 'sync') return;
  if (kind === 'volumes-polled') return onVolumesPolled(ctx, worker, activity);
  if (kind === 'image-pulled') return onPulled(ctx, worker, activity, payload);
  onStepReply(ctx, worker, activity, { kind, result: payload.result });
}

function onPulled(ctx: KubeletContext, worker: PodWorker, activity: SyncActivity, payload: PodPayload): void {
  onStepReply(ctx, worker, activity, { kind: 'image-pulled', result: payload });
  startNextPull(ctx);
}

type ContextOf = (host: KubeletHost, node: string) => KubeletContext;

/** A step after a cut link is back, unless it was cut again. */
function onLink(host: KubeletHost, { kind, payload }: AgendaEntry, contextOf: ContextOf): void {
  const { node, cuts } = payload as { node: string; cuts: number }; // planned by reconnectKubelet
  const ctx = contextOf(host, node);
  if (ctx.node.link.cuts !== cuts || ctx.node.link.isCut) return;
  linkSteps[kind]?.(ctx, (_host, change) => onPodChanged(host, change, contextOf));
}

/** A step of a kubelet that starts, unless it was stopped again. */
function onStart(host: KubeletHost, { kind, payload }: AgendaEntry, contextOf: ContextOf): void {
  const { node, starts } = payload as { node: string; starts: number }; // planned by startKubelet
  const ctx = contextOf(host, node);
  if (ctx.node.process.starts !== starts || !ctx.node.process.isRunning) return;
  startSteps[kind]?.(ctx, (_host, change) => onPodChanged(host, change, contextOf));
}

/** A change at the API server reaches the kubelet that it is about, unless it is cut off. */
function onWatch(host: KubeletHost, change: StoreChange, contextOf: ContextOf): void {
  if (change.resource === 'pods') return onPodChanged(host, change, contextOf);
  if (change.resource !== 'nodes') return onVolumeObjectChanged(host, change);
  const node = change.object as Node; // a change of nodes
  const kubelet = host.kubelets.nodes.get(node.metadata.name);
  if (kubelet?.link.isWatching && change.type === 'MODIFIED') onNodeChanged(contextOf(host, kubelet.name), node);
}

function onPodChanged(host: KubeletHost, change: StoreChange, contextOf: ContextOf): void {
  const pod = change.object as Pod; // a change of pods
  const node = pod.spec.nodeName;
  const kubelet = node ? host.kubelets.nodes.get(node) : undefined;
  if (!node || !kubelet?.link.isWatching) return;
  if (kubelet.preemption) return void kubelet.preemption.changes.push(change);
  const worker = findPodWorker(host, pod.metadata.uid ?? '');
  if (change.type === 'DELETED') return worker && onRemoved(contextOf(host, node), worker);
  if (worker) onModified(() => contextOf(host, node), worker, change);
  else if (!isTerminalPhase(pod.status?.phase)) addPod(contextOf(host, node), pod);
}

/** A pod that is new to the node: it is admitted, unless it is to end anyway. */
function addPod(ctx: KubeletContext, pod: Pod): void {
  const worker = createWorker(ctx.host, ctx.node, pod);
  if (ctx.node.process.starts > 0) takeOver(ctx, worker);
  const rejection = pod.metadata.deletionTimestamp === undefined ? admitPod(ctx, worker, pod) : undefined;
  if (rejection) rejectPod(ctx, worker, rejection);
  else if (ctx.node.preemption === undefined) updatePod(ctx, worker, pod);
}

/** The critical pod comes in, and what has waited behind it is seen to. */
function onRoomMade(ctx: KubeletContext, contextOf: ContextOf): void {
  const { host, node } = ctx;
  const { preemption } = node;
  if (!preemption) return;
  node.preemption = undefined;
  const worker = node.workers.get(preemption.uid);
  if (worker) updatePod(ctx, worker, worker.pod);
  for (const change of preemption.changes) onPodChanged(host, change, contextOf);
}

/** A pod that the runtime has already, of a kubelet before this one: it is looked at, and synced after the next relist. */
function takeOver(ctx: KubeletContext, worker: PodWorker): void {
  if (!ctx.host.runtime.nodes.get(ctx.node.name)?.pods.has(worker.uid)) return;
  worker.view = lookAt(ctx, worker);
  worker.lastSyncAt = ctx.host.now;
}

function onRemoved(ctx: KubeletContext, worker: PodWorker): void {
  worker.isDeleted = true;
  if (worker.state === 'finished') forgetPod(ctx, worker);
  else killRemovedPod(ctx, worker);
}

/** Of changes in status alone only the ones that move a readiness gate count. */
function onModified(contextOf: () => KubeletContext, worker: PodWorker, change: StoreChange): void {
  const pod = change.object as Pod; // we subscribe to pods only
  const isAssignment = (change.previous as Pod | undefined)?.spec.nodeName === undefined;
  if (!isStatusOnly(change) || isAssignment) return updatePod(contextOf(), worker, pod);
  setPod(worker, pod);
  const gates = pod.spec.readinessGates ?? [];
  if (gates.some(({ conditionType }) => hasMoved(change, conditionType))) wake(contextOf(), worker);
}

function hasMoved({ object, previous }: StoreChange, type: string): boolean {
  const statusOf = (pod: Pod | undefined): string | undefined => findCondition(pod?.status?.conditions, type)?.status;
  return statusOf(object as Pod) !== statusOf(previous as Pod | undefined); // we subscribe to pods only
}
