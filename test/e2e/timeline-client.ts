/** A client of the event stream that remembers what it was sent. */
import { io, type Socket } from 'socket.io-client';
import type { Json } from './server.ts';

interface Waiter {
  readonly isDone: () => boolean;
  readonly resolve: () => void;
}

export class TimelineClient {
  readonly socket: Socket;
  readonly entries: Json[] = [];
  /** Callbacks of counted batches, in the order in which they came. */
  readonly acknowledgements: (() => void)[] = [];
  readonly #events = new Map<string, Json[]>();
  readonly #waiters = new Set<Waiter>();

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((event: string, data: Json, _place: unknown, acknowledge?: () => void) => {
      if (event === 'entries') this.entries.push(...data);
      if (acknowledge) this.acknowledgements.push(acknowledge);
      this.#events.set(event, [...this.of(event), data]);
      for (const waiter of this.#waiters) if (waiter.isDone()) waiter.resolve();
    });
  }

  static connect(url: string): Promise<TimelineClient> {
    const socket = io(`${url}/timeline`, { transports: ['websocket'], reconnection: false, forceNew: true });
    const client = new TimelineClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(client));
      socket.once('connect_error', reject);
    });
  }

  /** What came under an event name. */
  of(event: string): readonly Json[] {
    return this.#events.get(event) ?? [];
  }

  get seqs(): readonly number[] {
    return this.entries.map(({ seq }) => seq);
  }

  /** Sends a message and waits for its acknowledgement. */
  ask(event: string, message?: unknown): Promise<Json> {
    return message === undefined ? this.socket.emitWithAck(event) : this.socket.emitWithAck(event, message);
  }

  /** Waits until something holds; it is looked at whenever something came. */
  until(isDone: () => boolean): Promise<void> {
    if (isDone()) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter: Waiter = {
        isDone,
        resolve: () => {
          this.#waiters.delete(waiter);
          resolve();
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** Waits until the entry of this sequence number is there. */
  untilSeq(seq: number): Promise<void> {
    return this.until(() => (this.seqs.at(-1) ?? 0) >= seq);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** The sequence numbers from one to another. */
export const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
