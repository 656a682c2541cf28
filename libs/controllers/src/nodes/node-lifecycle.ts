/** The node life-cycle controller: it watches nodes, and looks at all of them in passes while one of them is not well. */
import { aside, planAt, type Instant } from '#kernel';
import type { Node, Pod } from '#kube-api';
import type { StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import { passAtOrAfter, type ControllersHost } from '../controllers-state.ts';
import { reportEvent } from '../event-recorder.ts';
import { decideNoExecute, leaveQueue, NODE_LIFECYCLE, taintNext } from './no-execute-taints.ts';
import { reconcileNoSchedule } from './no-schedule-taints.ts';
import { allNodes, findNode, isReady, noExecuteTaints, NOT_READY, readinessOf, UNREACHABLE } from './node-facts.ts';
import {
  checkHealth,
  createdAt,
  deadlineOf,
  isAwaited,
  lastSeen,
  markNotReady,
  MONITOR,
  NODE_CONTROLLER,
  reportNotReady,
} from './node-health.ts';
import { watchPods } from '../watch-pods.ts';

/**
 * @source kube-controller-manager v1.37 pkg/controller/nodelifecycle
 * @divergence heartbeats are not materialised: a node is well until somebody says that its kubelet is silent
 */
export const nodeLifecycle: Controller = {
  name: NODE_LIFECYCLE,
  subscriptions: [{ resource: 'nodes', delay: 4 }],
  steps: {
    watch: onChange,
    pass: runPass,
    taint: taintNext,
    'not-ready': reportNotReady,
  },
};

/** From now on the controller hears nothing of a node's kubelet. */
export function silenceNode(host: ControllersHost, name: string): void {
  const { silent } = host.controllers.nodes;
  const node = findNode(host, name);
  if (!node || silent.has(name)) return;
  const seenAt = lastSeen(host.now);
  silent.set(name, seenAt);
  requestPass(host, deadlineOf(node, seenAt));
}

/** The controller hears of a node's kubelet again. */
export function hearNode(host: ControllersHost, name: string): void {
  host.controllers.nodes.silent.delete(name);
}

function requestPass(host: ControllersHost, at: Instant = host.now + 1): void {
  const { nodes } = host.controllers;
  const passAt = passAtOrAfter(MONITOR, Math.max(at, host.now));
  if (nodes.passAt !== undefined && nodes.passAt <= passAt) return;
  nodes.passAt = passAt;
  planAt(host, passAt, { owner: NODE_LIFECYCLE, kind: 'pass', payload: { at: passAt } });
}

function onChange(host: ControllersHost, change: StoreChange): void {
  if (change.resource === 'pods') return podChanged(host, change);
  const { name, uid = '' } = change.object.metadata;
  const { nodes } = host.controllers;
  if (change.type !== 'MODIFIED') {
    nodes.arrivals.set(name, { uid, isGone: change.type === 'DELETED' });
    requestPass(host);
  }
  if (change.type === 'DELETED') forget(host, name);
  const node = findNode(host, name);
  if (node) nodeChanged(host, reconcileNoSchedule(host, node));
  watchPods(
    host,
    NODE_LIFECYCLE,
    allNodes(host).some((each) => !isReady(each)),
  );
}

function forget(host: ControllersHost, name: string): void {
  host.controllers.nodes.silent.delete(name);
  leaveQueue(host, name);
}

function nodeChanged(host: ControllersHost, node: Node): void {
  const { silent, isFullyDisrupted } = host.controllers.nodes;
  const { name } = node.metadata;
  if (readinessOf(node) === undefined && !silent.has(name)) silent.set(name, createdAt(host, node));
  const isTainted = noExecuteTaints(node).some(({ key }) => key === NOT_READY || key === UNREACHABLE);
  if (!isReady(node) || isTainted || isFullyDisrupted) requestPass(host);
}

/** A pod that is bound to a node which is not ready is not ready either. */
function podChanged(host: ControllersHost, { type, object, previous }: StoreChange): void {
  const pod = object as Pod; // a change of pods
  const { nodeName } = pod.spec;
  const wasBound = (previous as Pod | undefined)?.spec.nodeName !== undefined; // the same resource
  const node = nodeName && !wasBound && type !== 'DELETED' ? findNode(host, nodeName) : undefined;
  if (node && readinessOf(node) !== undefined && !isReady(node)) markNotReady(host, pod);
}

function runPass(host: ControllersHost, { at }: { readonly at: Instant }): void {
  const { nodes } = host.controllers;
  if (nodes.passAt !== at) return;
  nodes.passAt = undefined;
  reportArrivals(host);
  for (const [name, seenAt] of sorted(nodes.silent)) {
    const node = findNode(host, name);
    if (node) aside(host, () => checkHealth(host, node, seenAt));
  }
  decideNoExecute(host);
  planNext(host);
}

const sorted = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

function reportArrivals(host: ControllersHost): void {
  const { arrivals } = host.controllers.nodes;
  for (const [name, { uid, isGone }] of sorted(arrivals)) {
    const reason = isGone ? 'RemovingNode' : 'RegisteredNode';
    const message = `Node ${name} event: ${isGone ? `Removing Node ${name} from` : `Registered Node ${name} in`} Controller`;
    const about = { kind: 'Node', apiVersion: 'v1', name, uid };
    reportEvent(host, about, { from: NODE_CONTROLLER, type: 'Normal', reason, message });
  }
  arrivals.clear();
}

/** The next pass that can change anything without a change of a node before it. */
function planNext(host: ControllersHost): void {
  for (const [name, seenAt] of host.controllers.nodes.silent) {
    const node = findNode(host, name);
    if (node && isAwaited(node)) requestPass(host, Math.max(deadlineOf(node, seenAt), host.now + 1));
  }
}
