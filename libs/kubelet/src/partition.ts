/** A kubelet that the API server cannot reach: containers go on, statuses and events wait, changes of pods go unseen. */
import { plan, SECOND, type Millis } from '#kernel';
import { holdEvents, releaseEvents } from '#apiserver';
import type { Pod } from '#kube-api';
import { listObjects, type StoreChange } from '#object-store';
import type { KubeletContext } from './context.ts';
import type { KubeletHost, NodeKubelet } from './kubelet-state.ts';
import { requestRound } from './node-status.ts';
import { flushStatuses, requestFlush } from './status-manager.ts';

/** What happens after the link is back, and when; as recorded, where it depends on retries that overlap. */
const steps: readonly (readonly [kind: string, delay: Millis])[] = [
  ['link-flush', 5 * SECOND],
  ['link-events', 8 * SECOND],
  ['link-list', 10 * SECOND],
  ['link-reconcile', 15 * SECOND],
];

/** How long the first report about the node takes to get through. */
const ROUND_DELAY: Millis = 8 * SECOND;

/** Cuts a node's kubelet off from the API server. False when it is cut off already or there is none. */
export function cutOffKubelet(host: KubeletHost, nodeName: string): boolean {
  const node = host.kubelets.nodes.get(nodeName);
  if (!node || node.link.isCut) return false;
  node.link.isCut = true;
  node.link.isWatching = false;
  node.link.isStale = true;
  node.link.cuts += 1;
  holdEvents(node.recorder);
  return true;
}

/** Lets a kubelet reach the API server again. False when it can already. */
export function reconnectKubelet(host: KubeletHost, nodeName: string): boolean {
  const node = host.kubelets.nodes.get(nodeName);
  if (!node?.link.isCut) return false;
  node.link.isCut = false;
  const payload = { node: nodeName, cuts: node.link.cuts };
  for (const [kind, delay] of steps) plan(host, delay, { owner: 'kubelet', kind, payload });
  plan(host, ROUND_DELAY, { owner: 'kubelet', kind: 'link-round', payload });
  return true;
}

/** How a change of a pod is handed to the kubelet of its node. */
export type PodChanged = (host: KubeletHost, change: StoreChange) => void;

type LinkStep = (ctx: KubeletContext, podChanged: PodChanged) => void;

/** By kind of entry; void when the link was cut again. */
export const linkSteps: Readonly<Record<string, LinkStep>> = {
  'link-flush': flushStatuses,
  'link-events': ({ host, node }) => releaseEvents(host, node.recorder),
  'link-list': ({ host, node }, podChanged) => listAgain(host, node, podChanged),
  'link-reconcile': reconcile,
  'link-round': (ctx) => requestRound(ctx),
};

/** A new list of the node's pods: what went, what changed and what came meanwhile. */
function listAgain(host: KubeletHost, node: NodeKubelet, podChanged: PodChanged): void {
  if (!node.process.isRunning) return;
  node.link.isWatching = true;
  const pods = listObjects(host.store, 'pods') as Pod[]; // pods holds Pods
  const own = new Map(pods.filter(({ spec }) => spec.nodeName === node.name).map((pod) => [pod.metadata.uid, pod]));
  for (const { uid, pod } of node.workers.values())
    if (!own.has(uid)) podChanged(host, { type: 'DELETED', resource: 'pods', object: pod, previous: pod });
  for (const object of own.values()) {
    const known = node.workers.get(object.metadata.uid ?? '')?.pod;
    const change = { resource: 'pods', object };
    podChanged(host, known ? { ...change, type: 'MODIFIED', previous: known } : { ...change, type: 'ADDED' });
  }
}

/** Statuses that the API server shows differently are sent once more. */
function reconcile(ctx: KubeletContext): void {
  for (const worker of ctx.node.workers.values()) {
    if (!worker.status) continue;
    worker.statusVersion += 1;
    requestFlush(ctx, worker);
  }
}
