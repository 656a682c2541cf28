/** The output of a container's main process over a WebSocket, from now on until it ends. */
import type { WebSocket } from 'ws';
import type { Instant } from '#kernel';
import { logLines } from '#runtime';
import type { LiveSimulation } from '#simulations';
import { channelMessage, channels, closingStatus } from './channels.ts';
import { instanceOf, type LogSource } from './pod-log.ts';
import { NORMAL_CLOSURE } from './socket-data.ts';
import type { OpenStream } from './streams.ts';

/** Lines come with time and not with the timeline, so that the clock is looked at this often. */
const LOOK_MS = 100;

/** Lines are known when they are complete; what is typed reaches nobody, as the main process has no standard input. */
export class AttachChannel implements OpenStream {
  readonly #live: LiveSimulation;
  readonly #source: LogSource;
  readonly #socket: WebSocket;
  readonly #now: () => Instant;
  #sent: number;
  readonly #timer: NodeJS.Timeout;

  /** `now` is the virtual time of the simulation's clock. */
  constructor(live: LiveSimulation, source: LogSource, { socket, now }: { socket: WebSocket; now: () => Instant }) {
    this.#live = live;
    this.#source = source;
    this.#socket = socket;
    this.#now = now;
    this.#sent = this.#lines().length;
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    socket.on('close', () => clearInterval(this.#timer));
  }

  end(): void {
    clearInterval(this.#timer);
    this.#socket.close(NORMAL_CLOSURE);
  }

  #lines(): readonly { readonly line: string }[] {
    const instance = instanceOf(this.#live.simulation, this.#source);
    return instance ? logLines({ ...this.#live.simulation, now: this.#now() }, instance) : [];
  }

  #look(): void {
    if (this.#live.isDeleted) return this.end();
    const lines = this.#lines();
    const text = lines
      .slice(this.#sent)
      .map(({ line }) => `${line}\n`)
      .join('');
    this.#sent = Math.max(this.#sent, lines.length);
    if (text !== '') this.#socket.send(channelMessage(channels.stdout, text));
    const instance = instanceOf(this.#live.simulation, this.#source);
    if (instance?.state === 'running') return;
    // Attaching tells that the process has ended, not how.
    this.#socket.send(channelMessage(channels.error, JSON.stringify(closingStatus({ kind: 'exited', code: 0 }))));
    this.end();
  }
}
