/** Binding: an assumed pod is bound in the API a little after its cycle, and the event follows. */
import { plan } from '#kernel';
import type { Pod } from '#kube-api';
import { findObject, objectKey } from '#object-store';
import { bindPod } from '#apiserver';
import { placePod, uidOf, unplacePod } from './cluster-cache.ts';
import { reportEvent } from './event-recorder.ts';
import type { FilterPlugin } from './plugin.ts';
import { wakePods } from './queue-moves.ts';
import { SCHEDULER, type SchedulerHost } from './scheduler-state.ts';
import type { QueuedPod } from './scheduling-queue.ts';

/** A decision on its way to the API; `pod` is the version that was decided about. */
export interface Binding {
  readonly pod: Pod;
  readonly nodeName: string;
}

/** Counts the pod on the node at once and plans its binding. */
export function assume(host: SchedulerHost, { uid, pod, request, priority }: QueuedPod, nodeName: string): void {
  placePod(host.scheduler, { uid, pod, request, priority, resizing: false }, nodeName);
  host.scheduler.nominated.delete(uid);
  const binding: Binding = { pod, nodeName };
  plan(host, host.scheduler.settings.latency.binding, { owner: SCHEDULER, kind: 'bind', payload: binding });
}

/** The pod as stored now, if it is still the same one. */
export function currentPod(host: SchedulerHost, pod: Pod): Pod | undefined {
  const current = findObject(host.store, 'pods', pod.metadata) as Pod | undefined; // pods holds Pods
  return current && uidOf(current) === uidOf(pod) ? current : undefined;
}

/**
 * Binds the pod unless it went, is going or was bound by somebody else meanwhile; then its assumed place is freed.
 * @source kube-scheduler v1.37 pkg/scheduler: bindingCycle
 */
export function bind(host: SchedulerHost, filters: readonly FilterPlugin[], binding: Binding): void {
  const pod = currentPod(host, binding.pod);
  if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return forget(host, filters, binding);
  bindPod(host, pod, binding.nodeName);
  plan(host, host.scheduler.settings.latency.scheduled, { owner: SCHEDULER, kind: 'bound', payload: binding });
}

/** What a watch entry has already corrected stays as it is. */
function forget(host: SchedulerHost, filters: readonly FilterPlugin[], { pod, nodeName }: Binding): void {
  const uid = uidOf(pod);
  const isStillAssumed =
    host.scheduler.placement.get(uid) === nodeName && currentPod(host, pod)?.spec.nodeName !== nodeName;
  const record = isStillAssumed ? unplacePod(host.scheduler, uid) : undefined;
  if (record) wakePods(host, filters, { kind: 'AssignedPodDelete', pod: record.pod });
}

/** Reports the binding. */
export function reportBound(host: SchedulerHost, { pod, nodeName }: Binding): void {
  const message = `Successfully assigned ${objectKey(pod)} to ${nodeName}`;
  reportEvent(host, pod, { type: 'Normal', reason: 'Scheduled', action: 'Binding', message });
}
