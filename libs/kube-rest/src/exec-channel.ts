/** A command in a container over a WebSocket: what is typed goes in, what it says comes out, and how it ended is told last. */
import { randomUUID } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import type { Connection } from '#apiserver';
import { readSession, type SessionPlace } from '#runtime';
import type { SessionAction } from '#cluster';
import type { LiveSimulation, SimulationsService } from '#simulations';
import { channelMessage, channels, closingStatus, internalErrorStatus } from './channels.ts';
import { bytesOf, NORMAL_CLOSURE } from './socket-data.ts';
import type { OpenStream } from './streams.ts';

/** Output comes with time and not with the timeline, so that the session is looked at this often. */
const LOOK_MS = 50;

/** A client that reads no faster than this has to wait. */
const BUFFERED_MAX = 1_000_000;

export interface ExecOptions {
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
}

export class ExecChannel implements OpenStream {
  readonly #simulations: SimulationsService;
  readonly #live: LiveSimulation;
  readonly #socket: WebSocket;
  readonly #session = randomUUID();
  readonly #decoder = new TextDecoder();
  #place: SessionPlace = { stdout: 0, stderr: 0 };
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(simulations: SimulationsService, live: LiveSimulation, socket: WebSocket) {
    this.#simulations = simulations;
    this.#live = live;
    this.#socket = socket;
  }

  /** Runs the command; from here on the channel looks after itself. */
  async start({ namespace, pod, container = '' }: Connection, options: ExecOptions): Promise<void> {
    this.#socket.on('message', (data) => this.#receive(data));
    this.#socket.on('close', () => this.#stop());
    const action = { kind: 'exec', session: this.#session, namespace, pod, container, ...options } as const;
    const refusal = await this.#submit(action);
    if (refusal !== undefined) return this.#finish(internalErrorStatus(`unable to upgrade connection: ${refusal}`));
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    this.#look();
  }

  end(): void {
    this.#socket.close(NORMAL_CLOSURE);
  }

  /** Why it was refused, if it was. A simulation that is gone or stopped ends the channel. */
  async #submit(action: SessionAction): Promise<string | undefined> {
    try {
      const result = await this.#simulations.submit(this.#live.id, { kind: 'session', action });
      return result.kind === 'refused' ? result.message : undefined;
    } catch (error) {
      this.end();
      return error instanceof Error ? error.message : String(error);
    }
  }

  #receive(data: RawData): void {
    const bytes = bytesOf(data);
    const [channel] = bytes;
    const content = bytes.subarray(1);
    if (channel === channels.stdin && content.length > 0) {
      const text = this.#decoder.decode(content, { stream: true });
      void this.#submit({ kind: 'input', session: this.#session, text }).then(() => this.#look());
    } else if (channel === channels.close && content[0] === channels.stdin)
      void this.#submit({ kind: 'end-input', session: this.#session }).then(() => this.#look());
  }

  #look(): void {
    if (this.#isOver || this.#socket.bufferedAmount > BUFFERED_MAX) return;
    const view = readSession(this.#live.simulation, this.#session, this.#place);
    if (!view) return this.#finish(internalErrorStatus('the session is gone'));
    this.#place = view.place;
    if (view.stdout !== '') this.#socket.send(channelMessage(channels.stdout, view.stdout));
    if (view.stderr !== '') this.#socket.send(channelMessage(channels.stderr, view.stderr));
    if (view.end) this.#finish(closingStatus(view.end));
  }

  #finish(status: object): void {
    if (this.#isOver) return;
    this.#socket.send(channelMessage(channels.error, JSON.stringify(status)));
    this.end();
    this.#stop();
  }

  #stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#timer);
    void this.#submit({ kind: 'close', session: this.#session });
  }
}
