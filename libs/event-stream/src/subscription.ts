/**
 * One client's place in one timeline. Nothing is kept for a client but its place: what it cannot take now is read from the
 * timeline later, and what the timeline no longer has is reported as a gap.
 */
import { headOf } from '#kernel';
import { BRANCH, readPage, type EntryTest, type LiveSimulation } from '#simulations';

/** Where batches go. */
export interface Sink {
  /** False while the connection has enough to do. */
  readonly isReady: boolean;
  /** Calls back once, when it is ready again. */
  whenReady(action: () => void): void;
  emit(event: string, ...data: unknown[]): void;
}

export interface SubscriptionOptions {
  /** The last sequence number that the client has. */
  readonly after: number;
  readonly test: EntryTest;
  /** Batches that may be unacknowledged; any number if absent. */
  readonly window?: number;
  /** Sent before the first entries. */
  readonly snapshot?: object;
  /** Asks for a {@link Subscription.pump} soon. */
  readonly wake: (subscription: Subscription) => void;
}

/** Entries in a batch at most. */
export const BATCH_ENTRIES = 200;
/** Entries that are looked at in one go at most: a narrow filter must not hold up the others. */
const LOOKS = 20_000;

export class Subscription {
  readonly #live: LiveSimulation;
  readonly #sink: Sink;
  readonly #options: SubscriptionOptions;
  #after: number;
  #snapshot: object | undefined;
  #unacknowledged = 0;
  #isWaiting = false;
  #reportedLag = 0;
  #isOver = false;
  readonly #changes: { unsubscribe(): void };

  constructor(live: LiveSimulation, sink: Sink, options: SubscriptionOptions) {
    this.#live = live;
    this.#sink = sink;
    this.#options = options;
    this.#after = options.after;
    this.#snapshot = options.snapshot;
    const wake = (): void => options.wake(this);
    this.#changes = live.changes.subscribe({ next: wake, complete: wake });
    wake();
  }

  /** Sends what the client can take. */
  pump(): void {
    if (this.#isOver) return;
    if (this.#snapshot) this.#emit('snapshot', this.#snapshot);
    this.#snapshot = undefined;
    const { timeline, failure } = this.#live.simulation;
    this.#skipForgotten(timeline.base);
    while (this.#after < headOf(timeline)) {
      if (!this.#mayGoOn(headOf(timeline) - this.#after)) return;
      this.#sendPage();
    }
    this.#reportCaughtUp();
    if (this.#live.isDeleted) this.#end({ reason: 'deleted' });
    else if (failure) this.#end({ reason: 'failed', failure });
  }

  stop(): void {
    this.#isOver = true;
    this.#changes.unsubscribe();
  }

  #emit(event: string, data: object): void {
    this.#sink.emit(event, { simulation: this.#live.id, branch: BRANCH, ...data });
  }

  /** The client was too slow: entries up to `base` are no longer there. */
  #skipForgotten(base: number): void {
    if (this.#after >= base) return;
    this.#emit('gap', { from: this.#after + 1, to: base });
    this.#after = base;
  }

  #mayGoOn(behind: number): boolean {
    const { window = Infinity, wake } = this.#options;
    const isConnectionBusy = !this.#sink.isReady;
    if (!isConnectionBusy && this.#unacknowledged < window) return true;
    this.#reportLag(behind);
    if (isConnectionBusy && !this.#isWaiting) {
      this.#isWaiting = true;
      this.#sink.whenReady(() => {
        this.#isWaiting = false;
        wake(this);
      });
    }
    return false;
  }

  /** Once when it begins and again when it has doubled, so that reports cannot pile up. */
  #reportLag(behind: number): void {
    if (behind < 2 * this.#reportedLag) return;
    this.#reportedLag = behind;
    this.#emit('lag', { behind });
  }

  #reportCaughtUp(): void {
    if (this.#reportedLag === 0) return;
    this.#reportedLag = 0;
    this.#emit('lag', { behind: 0 });
  }

  #sendPage(): void {
    const { timeline } = this.#live.simulation;
    const { test, window } = this.#options;
    const { entries, next } = readPage(timeline, this.#after, { test, limit: BATCH_ENTRIES, looks: LOOKS });
    this.#after = next;
    if (entries.length === 0) return;
    const place = { simulation: this.#live.id, branch: BRANCH, next, head: headOf(timeline) };
    if (window === undefined) this.#sink.emit('entries', entries, place);
    else this.#sendCounted(entries, place);
  }

  #sendCounted(entries: readonly unknown[], place: object): void {
    this.#unacknowledged += 1;
    this.#sink.emit('entries', entries, place, () => {
      this.#unacknowledged -= 1;
      this.#options.wake(this);
    });
  }

  #end(why: object): void {
    this.#emit('end', why);
    this.stop();
  }
}
