/** The scheduler's share of a simulation: its queue, its picture of the nodes, and its settings. Plain data. */
import { openStream, type Instant, type Kernel, type Millis, type RandomStream } from '#kernel';
import type { ApiHost } from '#apiserver';
import type { Subscription } from '#object-store';
import type { NodeInfo, PodRecord } from './node-info.ts';
import { createQueue, type SchedulingQueue } from './scheduling-queue.ts';

export const SCHEDULER = 'scheduler';

/** The profile that pods name in `spec.schedulerName`, and the reporter of its events. */
export const SCHEDULER_NAME = 'default-scheduler';

export interface SchedulerSettings {
  /** An idle scheduler may try a rejected pod again before its back-off is over, once something changed in its favour. */
  readonly earlyPopping: boolean;
  /** Milliseconds of each step. */
  readonly latency: {
    /** From one scheduling cycle to the next. */
    readonly cycle: Millis;
    /** From the cycle to the binding. */
    readonly binding: Millis;
    /** From the binding to the event Scheduled. */
    readonly scheduled: Millis;
    /** From the cycle to the event FailedScheduling. */
    readonly failed: Millis;
    /** From the cycle to the condition of a pod that found no node. */
    readonly condition: Millis;
    /** From the condition of a preemption victim to its deletion, and to the event Preempted. */
    readonly eviction: Millis;
    readonly preempted: Millis;
  };
}

/** A pod that preempted others and waits for its place. */
export interface Nomination {
  readonly nodeName: string;
  readonly record: PodRecord;
}

/** A failure event that may be repeated, with the repetitions that were not written yet. */
export interface EventSeries {
  readonly namespace: string;
  readonly name: string;
  count: number;
  lastObservedAt: Instant;
  writtenCount: number;
  writtenAt: Instant;
}

/**
 * Invariants: (1) `nodeIndex` gives the place of each name in `nodes`; (2) a pod of `placement` is on exactly the node it
 * names, or in `strays` of that name when no such Node exists.
 */
export interface SchedulerState {
  readonly settings: SchedulerSettings;
  readonly queue: SchedulingQueue;
  /** Nodes in the order in which they came. */
  readonly nodes: NodeInfo[];
  readonly nodeIndex: Map<string, number>;
  /** Node name by uid of each pod that occupies one. */
  readonly placement: Map<string, string>;
  readonly strays: Map<string, Map<string, PodRecord>>;
  readonly nominated: Map<string, Nomination>;
  /** Pods with affinity and with required anti-affinity to pods, over all nodes. */
  affinityPods: number;
  antiAffinityPods: number;
  /** Where the next search for feasible nodes starts. */
  nextStart: number;
  /** A cycle is planned; the next one may not begin before. */
  cyclePlanned: boolean;
  nextCycleAt: Instant;
  /** Instants of the planned look at back-offs and at the unschedulable pool; undefined when none is planned. */
  flushAt: Instant | undefined;
  sweepAt: Instant | undefined;
  /** The next look at `series` is planned. */
  seriesPlanned: boolean;
  /** Failure events that may be repeated soon. */
  readonly series: Map<string, EventSeries>;
  readonly ties: RandomStream;
}

/** A simulation that holds a scheduler. */
export interface SchedulerHost extends ApiHost {
  readonly scheduler: SchedulerState;
}

/** As recorded: bound 4 ms after the creation, events some milliseconds later. */
const DEFAULT_SETTINGS: SchedulerSettings = Object.freeze({
  earlyPopping: true,
  latency: Object.freeze({ cycle: 1, binding: 3, scheduled: 2, failed: 2, condition: 3, eviction: 3, preempted: 5 }),
});

/** The state of a scheduler that knows nothing yet; it learns by its subscriptions. */
export function createSchedulerState(host: Kernel, settings: SchedulerSettings = DEFAULT_SETTINGS): SchedulerState {
  return {
    settings,
    queue: createQueue(),
    nodes: [],
    nodeIndex: new Map(),
    placement: new Map(),
    strays: new Map(),
    nominated: new Map(),
    affinityPods: 0,
    antiAffinityPods: 0,
    nextStart: 0,
    cyclePlanned: false,
    nextCycleAt: 0,
    flushAt: undefined,
    sweepAt: undefined,
    seriesPlanned: false,
    series: new Map(),
    ties: openStream(host, 'scheduler/ties'),
  };
}

const WATCH_DELAY: Millis = 1;

/** What the scheduler must hear of. */
export function schedulerSubscriptions(): Subscription[] {
  const to = { owner: SCHEDULER, delay: WATCH_DELAY };
  return [
    { resource: 'pods', ...to, settledWith: 'nodeName' },
    { resource: 'nodes', ...to },
    { resource: 'persistentvolumeclaims', ...to },
  ];
}
