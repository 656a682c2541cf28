/** The scheduling queue: pending pods, ready to be tried, backing off, or waiting for the cluster to change. */
import { MINUTE, SECOND, type Instant, type Millis } from '#kernel';
import type { Pod } from '#kube-api';
import { popHeap, pushHeap, removeFromHeap, type Before } from './heap.ts';
import type { PodRequest } from './pod-request.ts';

/** A pending pod with its history of attempts. */
export interface QueuedPod {
  readonly uid: string;
  pod: Pod;
  request: PodRequest;
  priority: number;
  /** When it entered the queue or came back from its last failed attempt. */
  since: Instant;
  /** Breaks ties: the order of entering. */
  serial: number;
  /** Rejections by plugins so far, and failures without a rejecting plugin in a row. */
  rejections: number;
  errors: number;
  /** Earliest instant of the next attempt; early popping may come before it. */
  backoffUntil: Instant;
  /** Plugins that rejected it in the last attempt. */
  rejectedBy: readonly string[];
  /** Timeline entries that led to its place in the queue. */
  causes: readonly number[];
}

type Pool = 'active' | 'backoff' | 'errorBackoff' | 'unschedulable' | 'gated';

/** Invariants: (1) a pod is in exactly the pool that `where` names; (2) `waitingFor` counts `rejectedBy` of `unschedulable`. */
export interface SchedulingQueue {
  /** Heap by priority, then age. */
  readonly active: QueuedPod[];
  /** Heaps by end of back-off, then as `active`: pods rejected by plugins, and pods that failed without one. */
  readonly backoff: QueuedPod[];
  readonly errorBackoff: QueuedPod[];
  readonly unschedulable: Map<string, QueuedPod>;
  readonly gated: Map<string, QueuedPod>;
  readonly where: Map<string, Pool>;
  readonly waitingFor: Map<string, number>;
  nextSerial: number;
}

/** The longest stay in the unschedulable pool, and how often it is looked through. */
export const LONGEST_STAY: Millis = 5 * MINUTE;
export const SWEEP_PERIOD: Millis = 30 * SECOND;

const NOBODY: readonly string[] = Object.freeze([]);
const FIRST_BACKOFF: Millis = SECOND;
const LONGEST_BACKOFF: Millis = 10 * SECOND;

export function createQueue(): SchedulingQueue {
  const pools = { active: [], backoff: [], errorBackoff: [], unschedulable: new Map(), gated: new Map() };
  return { ...pools, where: new Map(), waitingFor: new Map(), nextSerial: 1 };
}

/** Higher priority first, then the one that waits longer. @source kube-scheduler v1.37 plugins/queuesort: PrioritySort */
export const isBefore: Before<QueuedPod> = (a, b) => {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.since !== b.since ? a.since < b.since : a.serial < b.serial;
};

const endsBackoffBefore: Before<QueuedPod> = (a, b) =>
  a.backoffUntil !== b.backoffUntil ? a.backoffUntil < b.backoffUntil : isBefore(a, b);

export const isGated = ({ spec }: Pod): boolean => (spec.schedulingGates?.length ?? 0) > 0;

/** A pod that has not been tried yet. */
export function newQueuedPod(
  queue: SchedulingQueue,
  pod: Pod,
  facts: Pick<QueuedPod, 'uid' | 'request' | 'since' | 'causes'>,
): QueuedPod {
  const { uid, request, since, causes } = facts;
  const priority = pod.spec.priority ?? 0;
  const serial = queue.nextSerial++;
  return {
    uid,
    pod,
    request,
    priority,
    since,
    serial,
    causes,
    rejections: 0,
    errors: 0,
    backoffUntil: 0,
    rejectedBy: NOBODY,
  };
}

/** Puts a pod where it may be popped next; a gated pod is kept aside. */
export function activate(queue: SchedulingQueue, waiting: QueuedPod): void {
  if (isGated(waiting.pod)) queue.gated.set(waiting.uid, waiting);
  else pushHeap(queue.active, waiting, isBefore);
  queue.where.set(waiting.uid, isGated(waiting.pod) ? 'gated' : 'active');
}

/** The pod to try now. With `early` a pod that backs off after a rejection is taken when nobody else is there. */
export function popNext(queue: SchedulingQueue, early: boolean): QueuedPod | undefined {
  const next = popHeap(queue.active, isBefore) ?? (early ? popHeap(queue.backoff, endsBackoffBefore) : undefined);
  if (next) queue.where.delete(next.uid);
  return next;
}

/** True when {@link popNext} would find a pod. */
export function hasNext(queue: SchedulingQueue, early: boolean): boolean {
  return queue.active.length > 0 || (early && queue.backoff.length > 0);
}

/** What a failed attempt was: plugins rejected the pod, or none did and something else went wrong. */
export interface FailedAttempt {
  readonly rejectedBy: readonly string[];
  readonly now: Instant;
  /** Unix milliseconds of `now`: back-offs end on whole seconds of the date. */
  readonly date: number;
}

/**
 * Takes a pod back after a failed attempt: rejected ones wait for the cluster to change, others back off.
 * @source kube-scheduler v1.37 pkg/scheduler/backend/queue: AddUnschedulablePodIfNotPresent
 */
export function putBack(queue: SchedulingQueue, waiting: QueuedPod, { rejectedBy, now, date }: FailedAttempt): void {
  const rejected = rejectedBy.length > 0;
  waiting.rejections += rejected ? 1 : 0;
  waiting.errors = rejected ? 0 : waiting.errors + 1;
  waiting.rejectedBy = rejectedBy;
  waiting.since = now;
  const end = date + backoffOf(waiting);
  waiting.backoffUntil = now + (end - (end % SECOND)) - date;
  if (rejected) addUnschedulable(queue, waiting);
  else backOff(queue, waiting, now);
}

/** Back-off by failures so far: 1 s, doubling up to 10 s. */
export function backoffOf({ errors, rejections }: Pick<QueuedPod, 'errors' | 'rejections'>): Millis {
  const count = errors > 0 ? errors : rejections;
  return count === 0 ? 0 : Math.min(FIRST_BACKOFF * 2 ** (count - 1), LONGEST_BACKOFF);
}

function addUnschedulable(queue: SchedulingQueue, waiting: QueuedPod): void {
  queue.unschedulable.set(waiting.uid, waiting);
  queue.where.set(waiting.uid, 'unschedulable');
  for (const plugin of waiting.rejectedBy) queue.waitingFor.set(plugin, (queue.waitingFor.get(plugin) ?? 0) + 1);
}

/** Puts a pod into the back-off heap of its kind, or straight into the active heap when its back-off is over. */
export function backOff(queue: SchedulingQueue, waiting: QueuedPod, now: Instant): void {
  if (waiting.backoffUntil <= now) return activate(queue, waiting);
  const pool = waiting.errors > 0 ? 'errorBackoff' : 'backoff';
  pushHeap(queue[pool], waiting, endsBackoffBefore);
  queue.where.set(waiting.uid, pool);
}

/** Moves the pods whose back-off is over to the active heap. */
export function flushBackoff(queue: SchedulingQueue, now: Instant): void {
  for (const heap of [queue.backoff, queue.errorBackoff])
    for (let first = heap[0]; first && first.backoffUntil <= now; first = heap[0]) {
      popHeap(heap, endsBackoffBefore);
      activate(queue, first);
    }
}

/** When the next back-off ends; undefined when nobody backs off. */
export function nextBackoffEnd({ backoff, errorBackoff }: SchedulingQueue): Instant | undefined {
  const [a = Infinity, b = Infinity] = [backoff[0]?.backoffUntil, errorBackoff[0]?.backoffUntil];
  return Math.min(a, b) === Infinity ? undefined : Math.min(a, b);
}

/** Takes a pod out, wherever it is. */
export function takeFromQueue(queue: SchedulingQueue, uid: string): QueuedPod | undefined {
  const pool = queue.where.get(uid);
  if (pool === undefined) return undefined;
  queue.where.delete(uid);
  return pool === 'unschedulable' || pool === 'gated' ? takeWaiting(queue, pool, uid) : takeFromHeap(queue, pool, uid);
}

function takeWaiting(queue: SchedulingQueue, pool: 'unschedulable' | 'gated', uid: string): QueuedPod | undefined {
  const waiting = queue[pool].get(uid);
  queue[pool].delete(uid);
  if (pool === 'unschedulable')
    for (const plugin of waiting?.rejectedBy ?? [])
      queue.waitingFor.set(plugin, (queue.waitingFor.get(plugin) ?? 1) - 1);
  return waiting;
}

function takeFromHeap(
  queue: SchedulingQueue,
  pool: 'active' | 'backoff' | 'errorBackoff',
  uid: string,
): QueuedPod | undefined {
  const index = queue[pool].findIndex((waiting) => waiting.uid === uid);
  return removeFromHeap(queue[pool], index, pool === 'active' ? isBefore : endsBackoffBefore);
}

/** The pod with that uid as the queue knows it. */
export function findInQueue(queue: SchedulingQueue, uid: string): QueuedPod | undefined {
  const pool = queue.where.get(uid);
  if (pool === undefined) return undefined;
  return pool === 'unschedulable' || pool === 'gated'
    ? queue[pool].get(uid)
    : queue[pool].find((waiting) => waiting.uid === uid);
}
