/** What a failed attempt leaves behind: event, condition, nomination. */
import { plan } from '#kernel';
import type { Pod, PodStatus } from '#kube-api';
import { setPodStatus } from '#apiserver';
import { uidOf } from './cluster-cache.ts';
import type { Attempt, NominationChange } from './attempt.ts';
import { currentPod } from './binding.ts';
import { reportEvent, reportRepeatable } from './event-recorder.ts';
import { disrupt } from './eviction.ts';
import { statusWith } from './pod-conditions.ts';
import { keepGoing } from './queue-moves.ts';
import { SCHEDULER, type SchedulerHost } from './scheduler-state.ts';
import { putBack, type QueuedPod } from './scheduling-queue.ts';

/** A failure on its way to the API; `pod` is the version that was tried. */
export interface Failure {
  readonly pod: Pod;
  readonly message: string;
  readonly nomination: NominationChange;
}

/**
 * Puts the pod back into the queue, notes whom it nominated, and plans event and condition.
 * @source kube-scheduler v1.37 pkg/scheduler: handleSchedulingFailure
 */
export function fail(
  host: SchedulerHost,
  waiting: QueuedPod,
  { message, rejectedBy, nomination }: Extract<Attempt, { kind: 'fails' }>,
): void {
  const { scheduler, now } = host;
  const { latency } = scheduler.settings;
  const failure: Failure = { pod: waiting.pod, message, nomination };
  nominate(host, waiting, nomination);
  putBack(scheduler.queue, waiting, { rejectedBy, now, date: host.epoch + now });
  plan(host, latency.failed, { owner: SCHEDULER, kind: 'failed', payload: failure });
  plan(host, latency.condition, { owner: SCHEDULER, kind: 'condition', payload: failure });
  keepGoing(host);
}

function nominate(
  { scheduler }: SchedulerHost,
  { uid, pod, request, priority }: QueuedPod,
  nomination: NominationChange,
): void {
  if (nomination.kind === 'clear') scheduler.nominated.delete(uid);
  if (nomination.kind !== 'set') return;
  scheduler.nominated.set(uid, {
    nodeName: nomination.nodeName,
    record: { uid, pod, request, priority, resizing: false },
  });
}

/** Reports that the pod found no node. */
export function reportFailure(host: SchedulerHost, { pod, message }: Failure): void {
  reportRepeatable(host, pod, { type: 'Warning', reason: 'FailedScheduling', action: 'Scheduling', message });
}

/** Reports that a pod was dropped because it is being deleted. */
export function reportSkipped(host: SchedulerHost, pod: Pod): void {
  const message = `skip schedule deleting pod: ${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
  reportEvent(host, pod, { type: 'Warning', reason: 'FailedScheduling', action: 'Scheduling', message });
}

/** Writes condition and nomination, if they say something new, and sends the victims of a preemption away. */
export function writeFailure(host: SchedulerHost, { pod, message, nomination }: Failure): void {
  const current = currentPod(host, pod);
  if (current && !current.spec.nodeName)
    writeStatus(host, nominated(current, nomination), { message, before: current });
  if (nomination.kind !== 'set') return;
  clearLowerNominations(host, pod, nomination.nodeName);
  for (const victim of nomination.victims)
    disrupt(host, { victim: victim.pod, preemptor: pod, nodeName: nomination.nodeName });
}

function writeStatus(
  host: SchedulerHost,
  pod: Pod,
  { message, before }: { readonly message: string; readonly before: Pod },
): void {
  const text = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message } as const;
  const status: PodStatus | undefined = statusWith(host, pod, text) ?? (pod === before ? undefined : pod.status);
  if (status) setPodStatus(host, before, status);
}

/** The pod without `status.nominatedNodeName`. */
function withoutNomination(pod: Pod): Pod {
  if (!pod.status?.nominatedNodeName) return pod;
  const { nominatedNodeName: _, ...status } = pod.status;
  return { ...pod, status };
}

function nominated(pod: Pod, nomination: NominationChange): Pod {
  if (nomination.kind === 'clear') return withoutNomination(pod);
  if (nomination.kind === 'keep' || pod.status?.nominatedNodeName === nomination.nodeName) return pod;
  return { ...pod, status: { ...pod.status, nominatedNodeName: nomination.nodeName } };
}

/** The place of pods of lower priority that were nominated to the same node is taken. */
function clearLowerNominations(host: SchedulerHost, preemptor: Pod, nodeName: string): void {
  const lower = [...host.scheduler.nominated.values()].filter(
    (other) =>
      other.nodeName === nodeName &&
      other.record.uid !== uidOf(preemptor) &&
      other.record.priority < (preemptor.spec.priority ?? 0),
  );
  for (const { record } of lower) {
    host.scheduler.nominated.delete(record.uid);
    const pod = currentPod(host, record.pod);
    if (pod?.status?.nominatedNodeName) setPodStatus(host, pod, withoutNomination(pod).status ?? {});
  }
}
