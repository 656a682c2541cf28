/** A wall clock that tests move by hand, with the timers that were asked of it. */
import type { WallClock } from '../src/wall-clock.ts';

interface Timer {
  readonly at: number;
  readonly action: () => void;
}

export class FakeWallClock implements WallClock {
  #now = 0;
  readonly #timers = new Set<Timer>();
  /** How often a timer was asked for. */
  asked = 0;

  get timers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  date(): string {
    return '2026-05-01T10:00:00.000Z';
  }

  after(delay: number, action: () => void): () => void {
    const timer = { at: this.#now + delay, action };
    this.#timers.add(timer);
    this.asked += 1;
    return () => this.#timers.delete(timer);
  }

  breathe(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets wall time pass and rings what is due, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (let timer = this.#dueBy(end); timer; timer = this.#dueBy(end)) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.at);
      timer.action();
    }
    this.#now = end;
  }

  #dueBy(end: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
