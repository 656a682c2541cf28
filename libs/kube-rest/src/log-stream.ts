/**
 * A log that is followed: new lines as virtual time passes, until the container ends, its instance is removed or the client
 * goes.
 */
import type { ServerResponse } from 'node:http';
import type { Subscription } from 'rxjs';
import type { ApiRequest } from '#apiserver';
import type { Instant } from '#kernel';
import { logLines } from '#runtime';
import type { LiveSimulation } from '#simulations';
import { formatLog, instanceOf, type LogSource } from './pod-log.ts';

/** Lines come with time and not with the timeline, so that the clock is looked at this often. */
const LOOK_MS = 250;

export class LogStream {
  readonly #live: LiveSimulation;
  readonly #source: LogSource;
  readonly #response: ServerResponse;
  readonly #now: () => Instant;
  readonly #query: NonNullable<ApiRequest['query']>;
  #sent = 0;
  #timer: NodeJS.Timeout | undefined;
  #changes: Subscription | undefined;

  /** `now` is the virtual time of the simulation's clock. */
  constructor(
    live: LiveSimulation,
    source: LogSource,
    options: { response: ServerResponse; query: NonNullable<ApiRequest['query']>; now: () => Instant },
  ) {
    this.#live = live;
    this.#source = source;
    this.#response = options.response;
    this.#query = options.query;
    this.#now = options.now;
  }

  start(headers: Readonly<Record<string, string | string[]>>): void {
    this.#response.writeHead(200, headers);
    this.#response.flushHeaders();
    this.#response.on('close', () => this.#stop());
    this.#timer = setInterval(() => this.#send(), LOOK_MS);
    this.#changes = this.#live.changes.subscribe({ next: () => this.#send(), complete: () => this.end() });
    this.#send();
  }

  end(): void {
    this.#stop();
    if (!this.#response.writableEnded) this.#response.end();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#changes?.unsubscribe();
  }

  /** Options that cut the log count for what was there at the start; later lines only have times or not. */
  #send(): void {
    if (this.#response.writableEnded || this.#response.writableNeedDrain) return;
    const { simulation } = this.#live;
    const now = this.#now();
    const instance = instanceOf(simulation, this.#source);
    if (!instance) return this.end();
    const lines = logLines({ ...simulation, now }, instance);
    const { timestamps } = this.#query;
    const query = this.#sent === 0 ? this.#query : { ...(timestamps !== undefined && { timestamps }) };
    const text = formatLog(lines.slice(this.#sent), query, { epoch: simulation.epoch, now });
    this.#sent = lines.length;
    if (text !== '') this.#response.write(text);
    if (instance.state === 'exited') this.end();
  }
}
