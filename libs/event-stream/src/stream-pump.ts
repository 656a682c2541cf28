/** The pump: subscriptions that have something to send are served together, once per tick. Without any there is no timer. */
import type { OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from './subscription.ts';

const TICK_MS = 15;

export class StreamPump implements OnModuleDestroy {
  #waiting = new Set<Subscription>();
  #timer: NodeJS.Timeout | undefined;

  /** Serves a subscription in the next tick. */
  readonly wake = (subscription: Subscription): void => {
    this.#waiting.add(subscription);
    this.#timer ??= setTimeout(() => this.#tick(), TICK_MS);
  };

  onModuleDestroy(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #tick(): void {
    this.#timer = undefined;
    const subscriptions = this.#waiting;
    this.#waiting = new Set();
    for (const subscription of subscriptions) subscription.pump();
  }
}
