/** Places in a timeline: order, windows, lag, gaps, ends. */
import { describe, expect, test } from '@jest/globals';
import { Subject } from 'rxjs';
import { record } from '#kernel';
import { createSimulation } from '#cluster';
import { testOf, type LiveSimulation } from '#simulations';
import { BATCH_ENTRIES, Subscription, type Sink, type SubscriptionOptions } from './subscription.ts';

class FakeSink implements Sink {
  isReady = true;
  readonly sent: (readonly [string, ...unknown[]])[] = [];
  readonly #waiting: (() => void)[] = [];

  whenReady(action: () => void): void {
    this.#waiting.push(action);
  }

  emit(event: string, ...data: unknown[]): void {
    this.sent.push([event, ...data]);
  }

  get waiters(): number {
    return this.#waiting.length;
  }

  becomeReady(): void {
    this.isReady = true;
    for (const action of this.#waiting.splice(0)) action();
  }

  /** Sequence numbers of everything sent. */
  get seqs(): number[] {
    const batches = this.sent.filter(([event]) => event === 'entries').map(([, entries]) => entries);
    return (batches as { seq: number }[][]).flat().map(({ seq }) => seq); // what the subscription sends
  }

  of(event: string): unknown[] {
    return this.sent.filter(([name]) => name === event).map(([, data]) => data);
  }

  /** Acknowledges the oldest batch that is not yet. */
  acknowledge(batch: number): void {
    const [, , , callback] = this.sent.filter(([event]) => event === 'entries')[batch] ?? [];
    (callback as () => void)(); // a counted batch has one
  }
}

function liveOne(): LiveSimulation {
  const simulation = createSimulation({ nodes: 0, settings: { timelineLimit: 1000 } });
  const { timeline } = simulation;
  timeline.entries = [];
  return { id: 'one', simulation, changes: new Subject<void>(), isDeleted: false } as unknown as LiveSimulation; // what a subscription reads
}

function happen({ simulation, changes }: LiveSimulation, count: number, type = 'test'): void {
  for (let i = 0; i < count; i++) record(simulation, type, '', {});
  changes.next();
}

interface Opened {
  readonly sink: FakeSink;
  readonly subscription: Subscription;
  /** Pumps as long as somebody asks for it. */
  readonly tick: () => void;
}

function open(live: LiveSimulation, options: Partial<SubscriptionOptions> = {}): Opened {
  const sink = new FakeSink();
  const woken = new Set<Subscription>();
  const wake = (one: Subscription): void => void woken.add(one);
  const subscription = new Subscription(live, sink, { after: 0, test: () => true, wake, ...options });
  const tick = (): void => {
    for (const one of woken) {
      woken.delete(one);
      one.pump();
    }
  };
  return { sink, subscription, tick };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('a subscription', () => {
  test('sends everything in order, in batches, without gaps or duplicates', () => {
    const live = liveOne();
    const { sink, tick } = open(live);
    happen(live, 450);
    tick();
    happen(live, 3);
    tick();
    expect(sink.seqs).toEqual(upTo(453));
    expect(sink.of('entries').map((entries) => (entries as unknown[]).length)).toEqual([200, 200, 50, 3]);
  });

  test('sends what passes its filter, and says where to come back', () => {
    const live = liveOne();
    const { sink, tick } = open(live, { test: testOf({ type: 'wanted' }) });
    happen(live, 5, 'other');
    happen(live, 1, 'wanted');
    happen(live, 5, 'other');
    tick();
    expect(sink.seqs).toEqual([6]);
    expect(sink.sent[0]?.[2]).toEqual({ simulation: 'one', branch: 'main', next: 11, head: 11 });
  });

  test('holds back while the connection is busy, says how far the client lags, and goes on when it is ready', () => {
    const live = liveOne();
    const { sink, tick } = open(live);
    sink.isReady = false;
    for (let i = 0; i < 5; i++) {
      happen(live, 100);
      tick();
    }
    expect(sink.seqs).toEqual([]);
    expect(sink.of('lag')).toMatchObject([{ behind: 100 }, { behind: 200 }, { behind: 400 }]);
    expect(sink.waiters).toBe(1);
    sink.becomeReady();
    tick();
    expect(sink.seqs).toEqual(upTo(500));
    expect(sink.of('lag').at(-1)).toMatchObject({ behind: 0 });
  });

  test('keeps no more than its window on the way', () => {
    const live = liveOne();
    const { sink, tick } = open(live, { window: 2 });
    happen(live, 5 * BATCH_ENTRIES);
    tick();
    expect(sink.seqs).toHaveLength(2 * BATCH_ENTRIES);
    expect(sink.of('lag')).toMatchObject([{ behind: 3 * BATCH_ENTRIES }]);
    sink.acknowledge(0);
    tick();
    expect(sink.seqs).toHaveLength(3 * BATCH_ENTRIES);
    for (const batch of [1, 2, 3]) {
      sink.acknowledge(batch);
      tick();
    }
    expect(sink.seqs).toEqual(upTo(5 * BATCH_ENTRIES));
  });

  test('reports what was forgotten before the client could take it', () => {
    const live = liveOne();
    const { sink, tick } = open(live);
    sink.isReady = false;
    happen(live, 2500);
    tick();
    sink.becomeReady();
    tick();
    const { base } = live.simulation.timeline;
    expect(base).toBeGreaterThan(0);
    expect(sink.of('gap')).toEqual([{ simulation: 'one', branch: 'main', from: 1, to: base }]);
    expect(sink.seqs[0]).toBe(base + 1);
    expect(sink.seqs.at(-1)).toBe(2500);
  });

  test('begins with its snapshot', () => {
    const live = liveOne();
    happen(live, 3);
    const { sink, tick } = open(live, { after: 3, snapshot: { seq: 3 } });
    happen(live, 1);
    tick();
    expect(sink.sent.map(([event]) => event)).toEqual(['snapshot', 'entries']);
    expect(sink.seqs).toEqual([4]);
  });

  test('ends with the simulation, after the last entries', () => {
    const live = liveOne();
    const { sink, tick } = open(live);
    happen(live, 2);
    live.isDeleted = true;
    live.changes.complete();
    tick();
    expect(sink.sent.map(([event]) => event)).toEqual(['entries', 'end']);
    expect(sink.of('end')).toMatchObject([{ reason: 'deleted' }]);
  });

  test('says why a simulation was stopped', () => {
    const live = liveOne();
    const { sink, tick } = open(live);
    live.simulation.failure = { message: 'one and one is three', seed: 's', at: 5, step: 7 };
    live.changes.next();
    tick();
    expect(sink.of('end')).toMatchObject([{ reason: 'failed', failure: { step: 7 } }]);
  });

  test('sends nothing after it was stopped', () => {
    const live = liveOne();
    const { sink, subscription, tick } = open(live);
    subscription.stop();
    happen(live, 2);
    tick();
    expect(sink.sent).toEqual([]);
  });
});
