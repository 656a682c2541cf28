/** Turns: what is done to one simulation happens one after the other, in the order asked for. */
import { failure } from '#kube-api';

const WAITING_MAX = 10_000;

export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** True while somebody has the turn. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Runs `action` when everybody before is done; at once, if nobody is. Refuses with a 429 when too many wait. */
  async take<T>(action: () => T | Promise<T>): Promise<T> {
    if (this.#isTaken) await this.#wait();
    this.#isTaken = true;
    try {
      return await action();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#isTaken = false;
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= WAITING_MAX)
      throw failure('TooManyRequests', `${WAITING_MAX} requests to this simulation are waiting already: slow down`);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
