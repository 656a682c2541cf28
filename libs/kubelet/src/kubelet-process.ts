/** The kubelet's own process: it stops while containers go on, and starts again with nothing in its memory. */
import { extend, plan, type Millis } from '#kernel';
import type { Node, Pod } from '#kube-api';
import { getObject, listObjects, updateObject } from '#object-store';
import { removeWorkers } from '#probe-engine';
import type { KubeletContext } from './context.ts';
import { requestEvictionRound } from './eviction/eviction-round.ts';
import { forgetPressure } from './eviction/eviction-state.ts';
import { setAsked, type KubeletHost } from './kubelet-state.ts';
import { healthyConditions } from './node-conditions.ts';
import { nodeEvent } from './node-status.ts';
import { sweepOrphans } from './orphans.ts';
import type { PodChanged } from './partition.ts';

/** What a kubelet does after its start, and when; as recorded. */
const steps: readonly (readonly [kind: string, delay: Millis])[] = [
  ['kubelet-up', 310],
  ['kubelet-registered', 420],
  ['kubelet-reported', 470],
  ['kubelet-listed', 500],
];

/** Stops the kubelet of a node. All that it remembered is lost; what it asked of the runtime goes on. False when none runs there. */
export function stopKubelet(host: KubeletHost, nodeName: string): boolean {
  const node = host.kubelets.nodes.get(nodeName);
  if (!node?.process.isRunning) return false;
  node.process.isRunning = false;
  node.link.isWatching = false;
  for (const [uid, worker] of node.workers) {
    setAsked(node, worker);
    worker.isForgotten = true;
    removeWorkers(host, uid, () => true);
    host.kubelets.workers.delete(uid);
  }
  for (const memory of [node.workers, node.awaiting, node.pendingResizes, node.recorder.objects]) memory.clear();
  node.dirty = [];
  forgetPressure(node.eviction);
  node.preemption = undefined;
  node.shutdown = undefined;
  node.pullQueue.length = 0;
  node.isPulling = false;
  if (node.recorder.held) node.recorder.held = [];
  return true;
}

/** Starts the kubelet of a node. False when it runs. */
export function startKubelet(host: KubeletHost, nodeName: string): boolean {
  const node = host.kubelets.nodes.get(nodeName);
  if (!node || node.process.isRunning) return false;
  node.process.isRunning = true;
  node.process.starts += 1;
  const payload = { node: nodeName, starts: node.process.starts };
  for (const [kind, delay] of steps) plan(host, delay, { owner: 'kubelet', kind, payload });
  return true;
}

export const isKubeletRunning = (host: KubeletHost, nodeName: string): boolean =>
  host.kubelets.nodes.get(nodeName)?.process.isRunning === true;

type StartStep = (ctx: KubeletContext, podChanged: PodChanged) => void;

/** By kind of entry; void when the kubelet was stopped again. */
export const startSteps: Readonly<Record<string, StartStep>> = {
  'kubelet-up': ({ host, node }) => {
    node.process.startedAt = host.now;
    nodeEvent(host, node, { reason: 'Starting', message: 'Starting kubelet.' });
  },
  'kubelet-registered': ({ host, node }) => {
    for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID'])
      nodeEvent(host, node, { reason });
  },
  'kubelet-reported': reportNode,
  'kubelet-listed': (ctx, podChanged) => {
    if (ctx.node.link.isCut) return; // the list comes when the link is back
    listPods(ctx, podChanged);
    requestEvictionRound(ctx.host, ctx.node);
  },
};

/** The node is well as long as its kubelet says so. */
function reportNode({ host, node }: KubeletContext): void {
  const stored = getObject(host.store, 'nodes', node.name) as Node | undefined; // nodes holds Nodes
  if (!stored || node.link.isCut) return;
  const before = stored.status?.conditions ?? [];
  const conditions = healthyConditions(host, before);
  updateObject(host, 'nodes', { ...stored, status: extend(stored.status ?? {}, { conditions }) });
  if (before.some(({ type, status }) => type === 'Ready' && status !== 'True'))
    nodeEvent(host, node, { reason: 'NodeReady' });
}

/** All pods of the node are new to the kubelet; the oldest comes first. */
function listPods(ctx: KubeletContext, podChanged: PodChanged): void {
  const { host, node } = ctx;
  node.link.isWatching = true;
  const pods = (listObjects(host.store, 'pods') as Pod[]).filter(({ spec }) => spec.nodeName === node.name); // pods holds Pods
  for (const object of pods.sort(byAge)) podChanged(host, { type: 'ADDED', resource: 'pods', object });
  sweepOrphans(ctx);
}

function byAge(a: Pod, b: Pod): number {
  const created = ({ metadata }: Pod): string => metadata.creationTimestamp ?? '';
  return created(a) === created(b) ? 0 : created(a) < created(b) ? -1 : 1;
}
