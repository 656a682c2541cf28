/** The taint eviction controller: deletes pods that do not tolerate a NoExecute taint of their node, or not any longer. */
import { aside, plan, planAt, SECOND, type Instant, type Millis } from '#kernel';
import { tolerates, type Pod, type Taint, type Toleration } from '#kube-api';
import { deletePod, setPodStatus } from '#apiserver';
import { findObject, keyOf, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { disruptedStatus } from '../disruption-target.ts';
import { reportEvent } from '../event-recorder.ts';
import { allNodes, findNode, noExecuteTaints, podsOf } from './node-facts.ts';
import type { PlannedEviction } from './planned-eviction.ts';
import { watchPods } from '../watch-pods.ts';

const NAME = 'taint-eviction-controller';

/** From the event to the condition, and to the deletion. */
const CONDITION_DELAY: Millis = 2;
const DELETE_DELAY: Millis = 4;

const REASON = { reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint' } as const;

/** @source kube-controller-manager v1.37 pkg/controller/tainteviction */
export const taintEviction: Controller = {
  name: NAME,
  subscriptions: [{ resource: 'nodes', delay: 4 }],
  steps: { watch: onChange, due: onDue, condition: writeCondition, delete: deleteEvicted },
};

type PodName = Omit<PlannedEviction, 'at' | 'isDue'>;

function onChange(host: ControllersHost, change: StoreChange): void {
  if (change.resource === 'pods') return podChanged(host, change);
  const { name } = change.object.metadata;
  const node = findNode(host, name);
  const taints = node ? noExecuteTaints(node) : [];
  const isConcerned = taints.length > 0 || host.controllers.evictions.size > 0;
  if (node && isConcerned) for (const pod of podsOf(host, name)) aside(host, () => review(host, pod, taints));
  watchPods(
    host,
    NAME,
    allNodes(host).some((each) => noExecuteTaints(each).length > 0),
  );
}

function podChanged(host: ControllersHost, { type, object }: StoreChange): void {
  if (type === 'DELETED') return cancel(host, object.metadata.uid ?? '');
  const pod = findObject(host.store, 'pods', object.metadata) as Pod | undefined; // pods holds Pods
  if (pod?.metadata.uid !== object.metadata.uid || !pod) return;
  const node = pod.spec.nodeName ? findNode(host, pod.spec.nodeName) : undefined;
  if (node) review(host, pod, noExecuteTaints(node));
}

/** How long a pod tolerates taints: undefined for ever, 0 not at all. */
export function toleratedFor(taints: readonly Taint[], tolerations: readonly Toleration[] = []): Millis | undefined {
  const used = taints.map((taint) => tolerations.find((toleration) => tolerates(toleration, taint)));
  if (used.some((toleration) => toleration === undefined)) return 0;
  const seconds = used.flatMap((toleration) => toleration?.tolerationSeconds ?? []);
  return seconds.length > 0 ? Math.max(0, Math.min(...seconds)) * SECOND : undefined;
}

/** A timer that runs already keeps its time, whatever the pod tolerates by now. */
function review(host: ControllersHost, pod: Pod, taints: readonly Taint[]): void {
  const { uid = '', namespace = '', name, deletionTimestamp } = pod.metadata;
  const { evictions } = host.controllers;
  const wait = taints.length > 0 ? toleratedFor(taints, pod.spec.tolerations) : undefined;
  if (wait === undefined || wait === 0) cancel(host, uid);
  if (wait === undefined || deletionTimestamp !== undefined || evictions.has(uid)) return;
  if (wait === 0) return evict(host, { uid, namespace, name });
  const at = host.now + wait;
  evictions.set(uid, { uid, namespace, name, at, isDue: false });
  planAt(host, at, { owner: NAME, kind: 'due', payload: { uid, at } });
}

function cancel(host: ControllersHost, uid: string): void {
  const planned = host.controllers.evictions.get(uid);
  if (!planned || planned.isDue) return;
  host.controllers.evictions.delete(uid);
  report(host, planned, `Cancelling deletion of Pod ${keyOf(planned.namespace, planned.name)}`);
}

/** The event names no uid, as the real one: it is counted with those of an earlier pod of that name. */
function report(host: ControllersHost, { namespace, name }: PodName, message: string): void {
  const about = { kind: 'Pod', apiVersion: 'v1', namespace, name };
  reportEvent(host, about, { from: NAME, type: 'Normal', reason: 'TaintManagerEviction', message });
}

function onDue(host: ControllersHost, { uid, at }: { readonly uid: string; readonly at: Instant }): void {
  const planned = host.controllers.evictions.get(uid);
  if (planned?.at !== at) return;
  evict(host, { uid, namespace: planned.namespace, name: planned.name });
}

function evict(host: ControllersHost, pod: PodName): void {
  host.controllers.evictions.set(pod.uid, { ...pod, at: host.now, isDue: true });
  report(host, pod, `Marking for deletion Pod ${keyOf(pod.namespace, pod.name)}`);
  plan(host, CONDITION_DELAY, { owner: NAME, kind: 'condition', payload: pod });
  plan(host, DELETE_DELAY, { owner: NAME, kind: 'delete', payload: pod });
}

function writeCondition(host: ControllersHost, { namespace, name, uid }: PodName): void {
  const pod = findObject(host.store, 'pods', { namespace, name }) as Pod | undefined; // pods holds Pods
  if (pod?.metadata.uid === uid) setPodStatus(host, pod, disruptedStatus(host, pod, REASON));
}

function deleteEvicted(host: ControllersHost, pod: PodName): void {
  host.controllers.evictions.delete(pod.uid);
  deletePod(host, pod, {});
}
