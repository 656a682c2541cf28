/** Laws of the scheduling queue: order, back-off, pools. */
import { describe, expect, it } from '@jest/globals';
import { podOf } from '../test/cluster.ts';
import { podRequest } from './pod-request.ts';
import {
  activate,
  backOff,
  backoffOf,
  createQueue,
  findInQueue,
  flushBackoff,
  hasNext,
  newQueuedPod,
  nextBackoffEnd,
  popNext,
  putBack,
  takeFromQueue,
  type QueuedPod,
  type SchedulingQueue,
} from './scheduling-queue.ts';

function enqueue(queue: SchedulingQueue, name: string, { priority = 0, since = 0 } = {}): QueuedPod {
  const pod = podOf(name, { spec: { priority } });
  const waiting = newQueuedPod(queue, pod, { uid: name, request: podRequest(pod), since, causes: [] });
  activate(queue, waiting);
  return waiting;
}

const rejectedAt = (now: number) => ({ rejectedBy: ['NodeResourcesFit'], now, date: now });
const failedAt = (now: number) => ({ rejectedBy: [], now, date: now });

describe('the order of pods', () => {
  it('is by priority, then by time of waiting, then first come, first served', () => {
    const queue = createQueue();
    enqueue(queue, 'late', { since: 5 });
    enqueue(queue, 'first');
    enqueue(queue, 'second');
    enqueue(queue, 'urgent', { priority: 10, since: 9 });
    const order = [1, 2, 3, 4].map(() => popNext(queue, true)?.uid);
    expect(order).toEqual(['urgent', 'first', 'second', 'late']);
    expect(popNext(queue, true)).toBeUndefined();
  });

  it('lets newer pods of the same priority pass one that keeps failing', () => {
    const queue = createQueue();
    const failing = enqueue(queue, 'failing');
    popNext(queue, true);
    enqueue(queue, 'newer', { since: 1000 });
    putBack(queue, failing, rejectedAt(2000));
    takeFromQueue(queue, 'failing');
    activate(queue, failing);
    expect(popNext(queue, true)?.uid).toBe('newer');
  });
});

describe('back-off', () => {
  it('is 1 s, doubles and stops at 10 s', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6].map((rejections) => backoffOf({ errors: 0, rejections }));
    expect(waits).toEqual([0, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('counts errors in a row instead of rejections while there are any', () => {
    expect(backoffOf({ errors: 2, rejections: 5 })).toBe(2000);
  });

  it('ends on a whole second', () => {
    const queue = createQueue();
    const waiting = enqueue(queue, 'p');
    popNext(queue, true);
    putBack(queue, waiting, rejectedAt(2345));
    expect(waiting.backoffUntil).toBe(3000);
  });

  it('of a rejected pod may be cut short when nobody else waits', () => {
    const queue = createQueue();
    const waiting = enqueue(queue, 'p');
    popNext(queue, true);
    putBack(queue, waiting, rejectedAt(2345));
    takeFromQueue(queue, 'p');
    backOff(queue, waiting, 2400);
    expect([hasNext(queue, false), hasNext(queue, true)]).toEqual([false, true]);
    expect(popNext(queue, true)?.uid).toBe('p');
  });

  it('of a pod that failed without a rejecting plugin is never cut short', () => {
    const queue = createQueue();
    const waiting = enqueue(queue, 'p');
    popNext(queue, true);
    putBack(queue, waiting, failedAt(2345));
    expect(hasNext(queue, true)).toBe(false);
    expect(nextBackoffEnd(queue)).toBe(3000);
    flushBackoff(queue, 3000);
    expect(popNext(queue, true)?.uid).toBe('p');
    expect(nextBackoffEnd(queue)).toBeUndefined();
  });

  it('that is over leads straight to the active pods', () => {
    const queue = createQueue();
    const waiting = enqueue(queue, 'p');
    popNext(queue, true);
    putBack(queue, waiting, rejectedAt(2345));
    takeFromQueue(queue, 'p');
    backOff(queue, waiting, 3000);
    expect(hasNext(queue, false)).toBe(true);
  });
});

describe('pools', () => {
  it('hold a rejected pod aside and count what it waits for', () => {
    const queue = createQueue();
    const waiting = enqueue(queue, 'p');
    popNext(queue, true);
    putBack(queue, waiting, rejectedAt(0));
    expect(findInQueue(queue, 'p')).toBe(waiting);
    expect(queue.waitingFor.get('NodeResourcesFit')).toBe(1);
    takeFromQueue(queue, 'p');
    expect(queue.waitingFor.get('NodeResourcesFit')).toBe(0);
    expect(findInQueue(queue, 'p')).toBeUndefined();
  });

  it('hold a gated pod aside', () => {
    const queue = createQueue();
    const pod = podOf('p', { spec: { schedulingGates: [{ name: 'g' }] } });
    activate(queue, newQueuedPod(queue, pod, { uid: 'p', request: podRequest(pod), since: 0, causes: [] }));
    expect(hasNext(queue, true)).toBe(false);
    expect(takeFromQueue(queue, 'p')?.pod).toBe(pod);
  });

  it('give a pod up from the middle of a heap', () => {
    const queue = createQueue();
    for (const name of ['a', 'b', 'c']) enqueue(queue, name);
    takeFromQueue(queue, 'b');
    expect([popNext(queue, true)?.uid, popNext(queue, true)?.uid, popNext(queue, true)]).toEqual(['a', 'c', undefined]);
  });
});
