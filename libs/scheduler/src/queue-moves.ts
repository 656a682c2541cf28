/** Movements of pods in the queue: what a change in the cluster wakes, and the entries that keep the queue going. */
import { joinCauses, planAt, type Instant } from '#kernel';
import type { ClusterChanges, ClusterEvent, FilterPlugin, Hints } from './plugin.ts';
import { SCHEDULER, type SchedulerHost } from './scheduler-state.ts';
import {
  backOff,
  flushBackoff,
  hasNext,
  LONGEST_STAY,
  nextBackoffEnd,
  SWEEP_PERIOD,
  takeFromQueue,
  type QueuedPod,
} from './scheduling-queue.ts';

/** Moves the waiting pods that the change may help, by the hints of the plugins that rejected them. */
export function wakePods(host: SchedulerHost, plugins: readonly FilterPlugin[], event: ClusterEvent): void {
  const { queue } = host.scheduler;
  if (queue.unschedulable.size === 0) return;
  const interested = plugins.filter(
    ({ name, wokenBy }) => wokenBy[event.kind] && (queue.waitingFor.get(name) ?? 0) > 0,
  );
  if (interested.length === 0) return;
  for (const waiting of queue.unschedulable.values())
    if (interested.some((plugin) => isHelped(plugin, waiting, { event, host }))) moveOut(host, waiting);
  keepGoing(host);
}

/** Asks the plugins about one waiting pod only, which was changed itself. */
export function wakePod(
  host: SchedulerHost,
  plugins: readonly FilterPlugin[],
  waiting: QueuedPod,
  event: ClusterEvent,
): void {
  if (plugins.some((plugin) => isHelped(plugin, waiting, { event, host }))) moveOut(host, waiting);
  keepGoing(host);
}

interface Occasion {
  readonly event: ClusterEvent;
  readonly host: SchedulerHost;
}

function isHelped({ name, wokenBy }: FilterPlugin, waiting: QueuedPod, { event, host }: Occasion): boolean {
  return waiting.rejectedBy.includes(name) && (hintFor(wokenBy, event)?.(waiting, event, host) ?? false);
}

type AnyHint = (waiting: QueuedPod, change: ClusterChanges[keyof ClusterChanges], host: SchedulerHost) => boolean;

function hintFor(hints: Hints, { kind }: ClusterEvent): AnyHint | undefined {
  return hints[kind] as AnyHint | undefined; // the kind of the event chooses the hint that takes it
}

function moveOut(host: SchedulerHost, waiting: QueuedPod): void {
  takeFromQueue(host.scheduler.queue, waiting.uid);
  waiting.causes = joinCauses(waiting.causes.slice(0, 1), host.causes); // its own coming, and what helps it now
  backOff(host.scheduler.queue, waiting, host.now);
}

/** Plans what the queue needs next: a cycle, the end of a back-off, a look at the unschedulable pool. */
export function keepGoing(host: SchedulerHost): void {
  const { scheduler } = host;
  planCycle(host);
  const flushAt = nextBackoffEnd(scheduler.queue);
  if (flushAt !== undefined && (scheduler.flushAt === undefined || flushAt < scheduler.flushAt)) {
    scheduler.flushAt = flushAt;
    planAt(host, Math.max(flushAt, host.now), { owner: SCHEDULER, kind: 'flush', payload: flushAt });
  }
  if (scheduler.queue.unschedulable.size > 0 && scheduler.sweepAt === undefined) planSweep(host);
}

function planCycle(host: SchedulerHost): void {
  const { scheduler } = host;
  if (scheduler.cyclePlanned || !hasNext(scheduler.queue, scheduler.settings.earlyPopping)) return;
  scheduler.cyclePlanned = true;
  planAt(host, Math.max(host.now, scheduler.nextCycleAt), { owner: SCHEDULER, kind: 'cycle', payload: null });
}

/** The first look, every 30 s, that finds the longest waiting pod there for more than five minutes. */
function planSweep(host: SchedulerHost): void {
  const [oldest] = host.scheduler.queue.unschedulable.values();
  const due = (oldest?.since ?? host.now) + LONGEST_STAY;
  const at = (Math.floor(due / SWEEP_PERIOD) + 1) * SWEEP_PERIOD;
  host.scheduler.sweepAt = at;
  planAt(host, at, { owner: SCHEDULER, kind: 'sweep', payload: null });
}

/** Back-offs have ended. `plannedFor` tells an outdated entry. */
export function flush(host: SchedulerHost, plannedFor: Instant): void {
  if (host.scheduler.flushAt !== plannedFor) return;
  host.scheduler.flushAt = undefined;
  flushBackoff(host.scheduler.queue, host.now);
  keepGoing(host);
}

/** Pods that waited for more than five minutes are tried again without any reason. */
export function sweep(host: SchedulerHost): void {
  host.scheduler.sweepAt = undefined;
  for (const waiting of host.scheduler.queue.unschedulable.values())
    if (host.now - waiting.since > LONGEST_STAY) moveOut(host, waiting);
  keepGoing(host);
}
