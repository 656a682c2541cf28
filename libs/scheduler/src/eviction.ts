/** Sending away the victims of a preemption: condition, deletion with their own grace, event. */
import { plan, SECOND } from '#kernel';
import { formatTime, type Pod } from '#kube-api';
import { removeObject, updateObject } from '#object-store';
import { setPodStatus, timestampOf } from '#apiserver';
import { currentPod } from './binding.ts';
import { uidOf } from './cluster-cache.ts';
import { reportEvent } from './event-recorder.ts';
import { withCondition } from './pod-conditions.ts';
import { SCHEDULER, SCHEDULER_NAME, type SchedulerHost } from './scheduler-state.ts';

/** A pod that has to go. */
export interface Eviction {
  readonly victim: Pod;
  readonly preemptor: Pod;
  readonly nodeName: string;
}

const DEFAULT_GRACE_SECONDS = 30;

/**
 * Marks a victim and plans its deletion; one that is terminating already is left alone.
 * @source kube-scheduler v1.37 pkg/scheduler/framework/preemption: Executor.PreemptPod
 */
export function disrupt(host: SchedulerHost, eviction: Eviction): void {
  const victim = currentPod(host, eviction.victim);
  if (!victim || victim.metadata.deletionTimestamp) return;
  const message = `${eviction.preemptor.spec.schedulerName ?? SCHEDULER_NAME}: preempting to accommodate a higher priority pod`;
  const text = { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message } as const;
  const status = withCondition(victim, text, timestampOf(host));
  if (status) setPodStatus(host, victim, status);
  const { latency } = host.scheduler.settings;
  plan(host, latency.eviction, { owner: SCHEDULER, kind: 'evict', payload: eviction });
  plan(host, latency.preempted, { owner: SCHEDULER, kind: 'preempted', payload: eviction });
}

/** Deletes the victim as the API does: with grace when it is on a node, at once when it is not. */
export function evict(host: SchedulerHost, eviction: Eviction): void {
  const victim = currentPod(host, eviction.victim);
  if (!victim || victim.metadata.deletionTimestamp) return;
  const grace = victim.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  if (!victim.spec.nodeName || grace === 0) removeObject(host, 'pods', victim);
  else updateObject(host, 'pods', terminating(host, victim, grace));
}

function terminating(host: SchedulerHost, pod: Pod, grace: number): Pod {
  const deletionTimestamp = formatTime(host.epoch + host.now + grace * SECOND);
  const generation = (pod.metadata.generation ?? 0) + 1;
  return { ...pod, metadata: { ...pod.metadata, generation, deletionTimestamp, deletionGracePeriodSeconds: grace } };
}

/** Reports to the victim who took its place. */
export function reportPreempted(host: SchedulerHost, { victim, preemptor, nodeName }: Eviction): void {
  const message = `Preempted by pod ${uidOf(preemptor)} on node ${nodeName}`;
  reportEvent(host, victim, { type: 'Normal', reason: 'Preempted', action: 'Preempting', message });
}
