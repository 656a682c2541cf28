/**
 * A watch over HTTP: reads frames off the timeline whenever it has grown and the client takes them. Nothing is kept for a
 * slow client but its place: one that falls out of the kept timeline gets the 410 of the API server.
 */
import type { ServerResponse } from 'node:http';
import type { Subscription } from 'rxjs';
import { bookmarkFrame, watchFrames, type Watch, type WatchFrame } from '#apiserver';
import { internalError } from '#kube-api';
import type { LiveSimulation } from '#simulations';
import { frameText } from './frame-text.ts';

const BOOKMARK_PERIOD_MS = 60_000;
/** The last bookmark goes out this long before the planned end. */
const LAST_BOOKMARK_MS = 2000;
const TIMEOUT_MIN_SECONDS = 1800;

export class WatchStream {
  readonly #live: LiveSimulation;
  readonly #response: ServerResponse;
  readonly #timers: NodeJS.Timeout[] = [];
  #subscription: Subscription | undefined;
  #watch: Watch;
  #isPlanned = false;
  #isOver = false;
  #isQuiet = true;

  constructor(live: LiveSimulation, watch: Watch, response: ServerResponse) {
    this.#live = live;
    this.#watch = watch;
    this.#response = response;
  }

  /** Sends the headers at once, then what there is; goes on until timeout, disconnect or the end of the simulation. */
  start(headers: Readonly<Record<string, string | string[]>>): void {
    const response = this.#response;
    response.writeHead(200, headers);
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    response.on('close', () => this.#stop());
    response.on('drain', () => this.#send());
    this.#subscription = this.#live.changes.subscribe({ next: () => this.#plan(), complete: () => this.end() });
    this.#setTimers();
    this.#send();
  }

  /** Ends the stream cleanly: the client comes back, or does not. */
  end(): void {
    this.#stop();
    if (!this.#response.writableEnded) this.#response.end();
  }

  #stop(): void {
    this.#isOver = true;
    this.#subscription?.unsubscribe();
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  #setTimers(): void {
    const seconds = this.#watch.timeoutSeconds || TIMEOUT_MIN_SECONDS * (1 + Math.random());
    const timeout = seconds * 1000;
    this.#timers.push(setTimeout(() => this.end(), timeout));
    if (!this.#watch.bookmarks) return;
    this.#timers.push(setInterval(() => this.#bookmarkWhenQuiet(), BOOKMARK_PERIOD_MS));
    if (timeout > LAST_BOOKMARK_MS)
      this.#timers.push(setTimeout(() => this.#write([this.#bookmark()]), timeout - LAST_BOOKMARK_MS));
  }

  #bookmark(): WatchFrame {
    return bookmarkFrame(this.#live.simulation, this.#watch);
  }

  #bookmarkWhenQuiet(): void {
    if (this.#isQuiet && !this.#response.writableNeedDrain) this.#write([this.#bookmark()]);
    this.#isQuiet = true;
  }

  /** Many changes in one go are read together. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#send();
    });
  }

  #send(): void {
    if (this.#isOver || this.#response.writableNeedDrain) return;
    const { simulation } = this.#live;
    const { frames, watch } = watchFrames(simulation, this.#watch);
    this.#watch = watch;
    this.#write(frames);
    if (watch.ended) this.end();
    else if (simulation.failure) this.#endBroken(simulation.failure.message);
  }

  #write(frames: readonly WatchFrame[]): void {
    if (frames.length === 0 || this.#isOver) return;
    this.#isQuiet = false;
    this.#response.write(frames.map(frameText).join(''));
  }

  #endBroken(message: string): void {
    this.#write([{ type: 'ERROR', object: internalError(`the simulation is stopped: ${message}`).status }]);
    this.end();
  }
}
