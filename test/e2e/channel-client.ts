/** A client of exec and attach over WebSockets. */
import { WebSocket } from 'ws';

/** One connection; what it says on each channel is added up. */
export class ChannelClient {
  readonly #socket: WebSocket;
  readonly #texts = new Map<number, string>();
  readonly #waiting = new Set<() => void>();
  isClosed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const [channel = 0] = data;
      this.#texts.set(channel, this.text(channel) + data.subarray(1).toString());
      this.#wake();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  /** Rejects with `<code> <body>` when the server does not switch protocols. */
  static connect(url: string, protocols: readonly string[] = ['v5.channel.k8s.io']): Promise<ChannelClient> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), [...protocols]);
    const client = new ChannelClient(socket);
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(client));
      socket.on('error', reject);
      socket.on('unexpected-response', (_request, response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => reject(new Error(`${response.statusCode} ${body}`)));
      });
    });
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  text(channel: number): string {
    return this.#texts.get(channel) ?? '';
  }

  send(channel: number, content: string | Uint8Array): void {
    this.#socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(content)]));
  }

  /** Resolves as soon as a condition holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.#socket.close();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
