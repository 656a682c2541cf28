/** Sending away the victims of a preemption: condition, deletion with their own grace, event. */
import { plan } from '#kernel';
import type { Pod } from '#kube-api';
import { deletePod, setPodStatus } from '#apiserver';
import { currentPod } from './binding.ts';
import { uidOf } from './cluster-cache.ts';
import { reportEvent } from './event-recorder.ts';
import { statusWith } from './pod-conditions.ts';
import { SCHEDULER, SCHEDULER_NAME, type SchedulerHost } from './scheduler-state.ts';

/** A pod that has to go. */
export interface Eviction {
  readonly victim: Pod;
  readonly preemptor: Pod;
  readonly nodeName: string;
}

/**
 * Marks a victim and plans its deletion; one that is terminating already is left alone.
 * @source kube-scheduler v1.37 pkg/scheduler/framework/preemption: Executor.PreemptPod
 */
export function disrupt(host: SchedulerHost, eviction: Eviction): void {
  const victim = currentPod(host, eviction.victim);
  if (!victim || victim.metadata.deletionTimestamp) return;
  const message = `${eviction.preemptor.spec.schedulerName ?? SCHEDULER_NAME}: preempting to accommodate a higher priority pod`;
  const text = { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message } as const;
  const status = statusWith(host, victim, text);
  if (status) setPodStatus(host, victim, status);
  const { latency } = host.scheduler.settings;
  plan(host, latency.eviction, { owner: SCHEDULER, kind: 'evict', payload: eviction });
  plan(host, latency.preempted, { owner: SCHEDULER, kind: 'preempted', payload: eviction });
}

/** Deletes the victim with its own grace. */
export function evict(host: SchedulerHost, { victim: { metadata } }: Eviction): void {
  const { name, namespace = '', uid } = metadata;
  deletePod(host, { namespace, name, ...(uid !== undefined && { uid }) }, {});
}

/** Reports to the victim who took its place. */
export function reportPreempted(host: SchedulerHost, { victim, preemptor, nodeName }: Eviction): void {
  const message = `Preempted by pod ${uidOf(preemptor)} on node ${nodeName}`;
  reportEvent(host, victim, { type: 'Normal', reason: 'Preempted', action: 'Preempting', message });
}
