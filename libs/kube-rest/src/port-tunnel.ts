/**
 * Port forwarding: a tunnel of SPDY/3.1 frames in the messages of a WebSocket. Each connection of the client is a pair of
 * streams, one for data and one for an error; what is at the other end is an HTTP server of the simulated pod.
 */
import type { RawData, WebSocket } from 'ws';
import type { Connection } from '#apiserver';
import { answerBytes, RequestReader, type ForwardedRequest } from './http-conversation.ts';
import { bytesOf, NORMAL_CLOSURE } from './socket-data.ts';
import { controlFrame, dataFrame, FrameReader, frameTypes, streamPayload, type Frame } from './spdy-frames.ts';
import { HeaderCodec } from './spdy-headers.ts';
import type { OpenStream } from './streams.ts';
import type { PodRequests } from './pod-requests.ts';

export const PORT_FORWARD_PROTOCOL = 'SPDY/3.1+portforward.k8s.io';

interface DataStream {
  readonly port: number;
  readonly requestId: string;
  readonly reader: RequestReader;
  /** Answers go out in the order of their requests. */
  queue: Promise<void>;
}

export class PortTunnel implements OpenStream {
  readonly #socket: WebSocket;
  readonly #requests: PodRequests;
  readonly #target: Connection;
  readonly #frames = new FrameReader();
  readonly #headers = new HeaderCodec();
  readonly #data = new Map<number, DataStream>();
  /** Error streams by request id. */
  readonly #errors = new Map<string, number>();
  /** Frames are handled one after another. */
  #turn: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, requests: PodRequests, target: Connection) {
    this.#socket = socket;
    this.#requests = requests;
    this.#target = target;
    socket.on('message', (data) => this.#receive(data));
    socket.on('close', () => this.#headers.close());
  }

  end(): void {
    this.#socket.close(NORMAL_CLOSURE);
  }

  #receive(data: RawData): void {
    this.#turn = this.#turn
      .then(async () => {
        for (const frame of this.#frames.push(bytesOf(data))) await this.#handle(frame);
      })
      .catch(() => this.end()); // a client that does not speak SPDY is let go
  }

  async #handle(frame: Frame): Promise<void> {
    if (frame.kind === 'data') return this.#takeData(frame);
    const { type, payload } = frame;
    if (type === frameTypes.synStream) await this.#openStream(payload);
    else if (type === frameTypes.ping) this.#send(controlFrame(frameTypes.ping, payload));
    else if (type === frameTypes.rstStream) this.#data.delete(payload.readUInt32BE(0));
    else if (type === frameTypes.goAway) this.end();
  }

  async #openStream(payload: Buffer): Promise<void> {
    const stream = payload.readUInt32BE(0);
    const headers = await this.#headers.decode(payload.subarray(10));
    const reply = streamPayload(stream, await this.#headers.encodeNone());
    this.#send(controlFrame(frameTypes.synReply, reply));
    const requestId = headers.get('requestid') ?? '';
    if (headers.get('streamtype') === 'error') this.#errors.set(requestId, stream);
    else
      this.#data.set(stream, {
        port: Number(headers.get('port')),
        requestId,
        reader: new RequestReader(),
        queue: Promise.resolve(),
      });
  }

  #takeData({ stream, payload, isLast }: Extract<Frame, { kind: 'data' }>): void {
    const data = this.#data.get(stream);
    if (!data) return;
    for (const request of data.reader.push(payload))
      data.queue = data.queue.then(() => this.#answer(stream, data, request));
    if (isLast) data.queue = data.queue.then(() => this.#closeStream(stream, data));
  }

  async #answer(stream: number, data: DataStream, request: ForwardedRequest): Promise<void> {
    if (!this.#data.has(stream)) return;
    const { port } = data;
    const outcome = await this.#requests.send(this.#target, { port, ...request });
    if (typeof outcome === 'string') return this.#refuse(stream, data, outcome);
    this.#send(dataFrame(stream, answerBytes(outcome, request)));
    if (request.isLast) this.#closeStream(stream, data);
  }

  #refuse(stream: number, data: DataStream, why: string): void {
    const error = this.#errors.get(data.requestId);
    const text = `error forwarding port ${data.port} to pod ${this.#target.pod}, uid : ${why}`;
    if (error !== undefined) this.#send(dataFrame(error, Buffer.from(text, 'utf8')));
    this.#closeStream(stream, data);
  }

  /** This side of both streams is done. */
  #closeStream(stream: number, { requestId }: DataStream): void {
    if (!this.#data.delete(stream)) return;
    this.#send(dataFrame(stream, Buffer.alloc(0), true));
    const error = this.#errors.get(requestId);
    this.#errors.delete(requestId);
    if (error !== undefined) this.#send(dataFrame(error, Buffer.alloc(0), true));
  }

  #send(bytes: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes);
  }
}
