/** The pod garbage collector: pods of nodes that do not exist, and terminating pods of nodes that are out of service. */
import { aside, plan, planAt, SECOND, type Instant, type Millis } from '#kernel';
import type { Pod } from '#kube-api';
import { deletePod, setPodStatus, type PodIdentity } from '#apiserver';
import { listObjects, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import { passAtOrAfter, type ControllersHost, type Loop } from '../controllers-state.ts';
import { disruptedStatus } from '../disruption-target.ts';
import { findNode, isReady } from './node-facts.ts';

const NAME = 'pod-garbage-collector';
const PASSES: Loop = { period: 20 * SECOND, phase: 12 * SECOND };
const QUARANTINE: Millis = 40 * SECOND;
const WATCH_DELAY: Millis = 5;

/** From the failed status to the deletion. */
const DELETE_DELAY: Millis = 2;

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';
const REASON = { reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' } as const;

/**
 * @source kube-controller-manager v1.37 pkg/controller/podgc
 * @divergence the threshold of 12500 terminated pods is not looked at
 */
export const podGC: Controller = {
  name: NAME,
  subscriptions: [
    { resource: 'nodes', delay: WATCH_DELAY },
    { resource: 'pods', delay: WATCH_DELAY, bornWith: 'nodeName' },
  ],
  steps: { watch: onChange, pass: runPass, delete: deleteCollected },
};

function onChange(host: ControllersHost, { resource, type, object }: StoreChange): void {
  if (
    resource === 'pods'
      ? isOrphaned(host, object as Pod)
      : type === 'DELETED' || isOutOfService(host, object.metadata.name)
  )
    requestPass(host); // pods are Pods
}

function requestPass(host: ControllersHost): void {
  const { podGC: state } = host.controllers;
  if (state.passAt !== undefined) return;
  state.passAt = passAtOrAfter(PASSES, host.now + 1);
  planAt(host, state.passAt, { owner: NAME, kind: 'pass', payload: null });
}

const isOrphaned = (host: ControllersHost, { spec }: Pod): boolean =>
  spec.nodeName !== undefined && spec.nodeName !== '' && !findNode(host, spec.nodeName);

function isOutOfService(host: ControllersHost, nodeName: string): boolean {
  const node = findNode(host, nodeName);
  return node !== undefined && !isReady(node) && (node.spec.taints ?? []).some(({ key }) => key === OUT_OF_SERVICE);
}

function runPass(host: ControllersHost): void {
  host.controllers.podGC.passAt = undefined;
  const pods = listObjects(host.store, 'pods') as Pod[]; // pods holds Pods
  const stranded = pods.filter(
    ({ metadata, spec }) => metadata.deletionTimestamp && isOutOfService(host, spec.nodeName ?? ''),
  );
  for (const pod of stranded) aside(host, () => collect(host, pod, false));
  const orphans = pods.filter((pod) => isOrphaned(host, pod));
  const missing = new Set(orphans.map(({ spec }) => spec.nodeName ?? ''));
  const released = releasedNodes(host, missing);
  for (const pod of orphans) if (released.has(pod.spec.nodeName ?? '')) aside(host, () => collect(host, pod, true));
  if ([...missing].some((name) => !released.has(name))) requestPass(host);
}

/** Nodes that have been missing for long enough; the others wait. */
function releasedNodes(host: ControllersHost, missing: ReadonlySet<string>): ReadonlySet<string> {
  const { quarantine } = host.controllers.podGC;
  for (const name of quarantine.keys()) if (!missing.has(name)) quarantine.delete(name);
  for (const name of missing) if (!quarantine.has(name)) quarantine.set(name, host.now);
  const isOver = (since: Instant | undefined): boolean => since !== undefined && host.now - since >= QUARANTINE;
  return new Set([...missing].filter((name) => isOver(quarantine.get(name))));
}

/** A pod that has not ended has failed now; then it goes without grace. */
function collect(host: ControllersHost, pod: Pod, isOrphan: boolean): void {
  const { namespace = '', name, uid = '', generation } = pod.metadata;
  const { phase } = pod.status ?? {};
  const payload: PodIdentity = { namespace, name, uid };
  if (phase !== 'Succeeded' && phase !== 'Failed') {
    const status = isOrphan ? disruptedStatus(host, pod, REASON) : { ...pod.status };
    const observed = generation === undefined ? {} : { observedGeneration: generation };
    setPodStatus(host, pod, { ...status, ...observed, phase: 'Failed' });
  }
  plan(host, DELETE_DELAY, { owner: NAME, kind: 'delete', payload });
}

function deleteCollected(host: ControllersHost, pod: PodIdentity): void {
  deletePod(host, pod, { gracePeriodSeconds: 0 });
}
