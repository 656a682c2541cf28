/** One node with its kubelet and runtime over an API server's objects, without a scheduler: what the kubelet's specs play in. */
import { createKernel, nextEntry, takeEntry, SECOND, type Instant, plannedEntries } from '#kernel';
import { createApiServerState } from '#apiserver';
import { createHookEngine } from '#hook-engine';
import type { Event, Pod } from '#kube-api';
import { createObject, createStore, getObject, listObjects, removeObject, updateObject } from '#object-store';
import { createProbeEngine, createProbeState, type ProbePlace } from '#probe-engine';
import { addNodeRuntime, createRuntime, createRuntimeState, type Runtime, type RuntimeSettings } from '#runtime';
import type { KubeletContext } from '../src/context.ts';
import { createKubelet, kubeletSubscriptions, type Kubelet } from '../src/kubelet.ts';
import {
  addNodeKubelet,
  createKubeletState,
  createWorker,
  type KubeletHost,
  type PodWorker,
} from '../src/kubelet-state.ts';
import { createProbeClient } from '../src/probe-client.ts';
import { textbookKubeletSettings, type KubeletSettings } from '../src/settings.ts';

export interface World {
  readonly host: KubeletHost;
  readonly ctx: KubeletContext;
  readonly kubelet: Kubelet;
  readonly runtime: Runtime;
}

export interface WorldOptions {
  readonly kubelet?: Partial<KubeletSettings>;
  readonly runtime?: Partial<RuntimeSettings>;
}

const latencies = { runPodSandbox: 50, createContainer: 50, startContainer: 50, stopPodSandbox: 50 };

export const NODE = 'n1';

/** The world at instant 0: 2026-01-01, one node, every image present, no jitter. */
export function createWorld(options: WorldOptions = {}): World {
  const kernel = createKernel({ seed: 'seed', epoch: 1_767_225_600_000, timelineLimit: 1_000_000 });
  const settings = { ...textbookKubeletSettings, ...options.kubelet };
  const store = createStore();
  store.subscriptions.push(...kubeletSubscriptions(settings));
  const host: KubeletHost = {
    ...kernel,
    store,
    api: createApiServerState(kernel, 'v1.37.2'),
    runtime: createRuntimeState({ latencies, areImagesPresent: true, pullMs: 2000, ...options.runtime }),
    probes: createProbeState(),
    kubelets: createKubeletState(settings),
  };
  addNodeRuntime(host, NODE, '172.18.0.2');
  const node = addNodeKubelet(host, NODE, '172.18.0.2');
  const engines = { probes: createProbeEngine(), hooks: createHookEngine() };
  const ctx: KubeletContext = { host, node, probeClient: createProbeClient(), ...engines };
  return { host, ctx, kubelet: createKubelet(engines), runtime: createRuntime() };
}

/** Handles every entry up to and including `until` seconds. */
export function runUntil({ host, kubelet, runtime }: World, until: number): void {
  const end: Instant = Math.round(until * SECOND);
  for (let next = nextEntry(host.agenda); next && next.at <= end; next = nextEntry(host.agenda)) {
    const entry = takeEntry(host.agenda);
    if (!entry) break;
    host.now = entry.at;
    host.causes = entry.causes;
    if (entry.owner === 'runtime') runtime.handle(host, entry);
    else kubelet.handle(host, entry);
  }
  host.now = end;
  host.causes = [];
}

/** Stores a pod that is bound to the node; its kubelet hears of it 5 ms later. */
export function addPod({ host }: World, pod: Pod): Pod {
  const status = pod.status ?? { phase: 'Pending', qosClass: 'BestEffort' };
  return createObject(host, 'pods', { ...pod, spec: { ...pod.spec, nodeName: NODE }, status });
}

/** A worker that nothing has woken yet, for a pod that the API server has. */
export function addIdleWorker(world: World, pod: Pod): PodWorker {
  return createWorker(world.host, world.ctx.node, addPod(world, pod));
}

export function findPod({ host }: World, name = 'web'): Pod | undefined {
  return getObject(host.store, 'pods', `default/${name}`) as Pod | undefined; // pods holds Pods
}

export function changePod(world: World, change: (pod: Pod) => Pod, name = 'web'): void {
  const pod = findPod(world, name);
  if (!pod) throw new Error(`no pod ${name}`);
  updateObject(world.host, 'pods', change(pod));
}

/** The object goes without a graceful deletion. */
export function dropPod(world: World, name = 'web'): void {
  const pod = findPod(world, name);
  if (pod) removeObject(world.host, 'pods', pod);
}

export function workerOf({ ctx }: World, uid = 'uid-web'): PodWorker {
  const worker = ctx.node.workers.get(uid);
  if (!worker) throw new Error(`no worker of ${uid}`);
  return worker;
}

/** A pod as the probe engine gets it. */
export const placeOf = ({ ctx: { node } }: World, owner: PodWorker): ProbePlace => ({
  owner,
  node: node.name,
  hostIP: node.hostIP,
});

/** `<Type> <reason>: <message>` of every event object, in the order of their creation; ` (xN)` behind what was counted. */
export function eventsOf({ host }: World): string[] {
  const events = listObjects(host.store, 'events') as Event[]; // events holds Events
  return events.map(
    ({ type, reason, message, count = 1 }) => `${type} ${reason}: ${message}${count > 1 ? ` (x${count})` : ''}`,
  );
}

/** `<at> <owner>/<kind>` of what is planned, in order. */
export function plannedOf({ host }: World): string[] {
  const entries = [...plannedEntries(host.agenda)].sort((a, b) => a.at - b.at || a.serial - b.serial);
  return entries.map(({ at, owner, kind }) => `${at} ${owner}/${kind}`);
}
