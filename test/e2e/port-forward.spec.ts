/** Port forwarding: the tunnel that kubectl opens, spoken frame by frame. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { request, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { constants, createDeflate } from 'node:zlib';
import { controlFrame, dataFrame, FrameReader, frameTypes, type Frame } from '../../libs/kube-rest/src/spdy-frames.ts';
import { spdyDictionary } from '../../libs/kube-rest/src/spdy-dictionary.ts';
import { pod, TestServer } from './server.ts';

let server: TestServer;
let id: string;
jest.setTimeout(30_000);

beforeAll(async () => {
  server = await TestServer.boot();
  id = await server.simulation({ nodes: 1, objects: [pod('web', { ports: [{ containerPort: 80 }] })] });
  await server.clock(id, { until: 'web Ready', within: '1m' });
  await server.clock(id, { advance: '10s' });
});
const opened: Duplex[] = [];
afterAll(async () => {
  for (const socket of opened) socket.destroy();
  await server.close();
});

/** Opens the WebSocket by hand, as its subprotocol is no token. */
function upgrade(name: string): Promise<{ answer: IncomingMessage; socket: Duplex }> {
  const { hostname, port } = new URL(server.url);
  const path = `/simulations/${id}/api/v1/namespaces/default/pods/${name}/portforward`;
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    'sec-websocket-protocol': 'SPDY/3.1+portforward.k8s.io',
  };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers });
    asked.on('upgrade', (answer, socket) => {
      opened.push(socket);
      resolve({ answer, socket });
    });
    asked.on('response', (answer) => reject(new Error(String(answer.statusCode))));
    asked.end();
  });
}

/** The first byte of a message that closes the WebSocket. */
const CLOSE = 0x88;

/** The tunnel as the client sees it: frames out, frames in. */
class Tunnel {
  readonly frames: Frame[] = [];
  readonly #socket: Duplex;
  readonly #reader = new FrameReader();
  readonly #deflate = createDeflate({ dictionary: spdyDictionary });
  #bytes = Buffer.alloc(0);
  #wake = (): void => undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', (part: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, part]);
      this.#read();
    });
  }

  send(bytes: Buffer): void {
    const length = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 255];
    this.#socket.write(Buffer.concat([Buffer.from([0x82, ...length, 0, 0, 0, 0]), bytes])); // the mask of zeros changes nothing
  }

  async open(stream: number, headers: Readonly<Record<string, string>>): Promise<void> {
    const text = (value: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]);
    const pairs = Object.entries(headers);
    const block = [
      Buffer.from([0, 0, 0, pairs.length]),
      ...pairs.flatMap(([name, value]) => [text(name), text(value)]),
    ];
    const packed = await new Promise<Buffer>((resolve) => {
      const parts: Buffer[] = [];
      this.#deflate.removeAllListeners('data').on('data', (part: Buffer) => parts.push(part));
      this.#deflate.write(Buffer.concat(block));
      this.#deflate.flush(constants.Z_SYNC_FLUSH, () => resolve(Buffer.concat(parts)));
    });
    const head = Buffer.from([0, 0, 0, stream, 0, 0, 0, 0, 0, 0]);
    this.send(controlFrame(frameTypes.synStream, Buffer.concat([head, packed])));
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  /** What came on a stream. */
  textOf(number: number): string {
    return this.frames
      .map((frame) => (frame.kind === 'data' && frame.stream === number ? frame.payload.toString() : ''))
      .join('');
  }

  isDone(number: number): boolean {
    return this.frames.some((frame) => frame.kind === 'data' && frame.stream === number && frame.isLast);
  }

  /** Takes the messages out of the WebSocket's frames. */
  #read(): void {
    for (;;) {
      const [first, short = 0] = this.#bytes;
      const [start, length] =
        short < 126 ? [2, short] : [4, this.#bytes.length < 4 ? Infinity : this.#bytes.readUInt16BE(2)];
      if (first === CLOSE) this.#socket.end();
      if (this.#bytes.length < 2 || this.#bytes.length < start + length) return;
      this.frames.push(...this.#reader.push(this.#bytes.subarray(start, start + length)));
      this.#bytes = this.#bytes.subarray(start + length);
      this.#wake();
    }
  }
}

async function forward(port: string): Promise<Tunnel> {
  const { answer, socket } = await upgrade('web');
  expect(answer.headers['sec-websocket-protocol']).toBe('SPDY/3.1+portforward.k8s.io');
  const tunnel = new Tunnel(socket);
  await tunnel.open(1, { streamtype: 'error', port, requestid: '0' });
  await tunnel.open(3, { streamtype: 'data', port, requestid: '0' });
  tunnel.send(dataFrame(3, Buffer.from('GET /x HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n')));
  await tunnel.until(() => tunnel.isDone(3));
  return tunnel;
}

test('a request through the tunnel is answered by the pod', async () => {
  const tunnel = await forward('80');
  expect(tunnel.textOf(3)).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(tunnel.textOf(1)).toBe('');
  const replies = tunnel.frames.filter((frame) => frame.kind === 'control' && frame.type === frameTypes.synReply);
  expect(replies).toHaveLength(2);
});

test('a port where nobody listens is an error', async () => {
  const tunnel = await forward('81');
  expect(tunnel.textOf(3)).toBe('');
  expect(tunnel.textOf(1)).toContain('error forwarding port 81 to pod web');
  expect(tunnel.textOf(1)).toContain('connect: connection refused');
});

test('a ping is answered', async () => {
  const { socket } = await upgrade('web');
  const tunnel = new Tunnel(socket);
  tunnel.send(controlFrame(frameTypes.ping, Buffer.from([0, 0, 0, 9])));
  await tunnel.until(() => tunnel.frames.length > 0);
  expect(tunnel.frames).toEqual([
    { kind: 'control', type: frameTypes.ping, isLast: false, payload: Buffer.from([0, 0, 0, 9]) },
  ]);
});

test('a client that does not speak SPDY is let go', async () => {
  const { socket } = await upgrade('web');
  const ended = new Promise((resolve) => socket.on('end', resolve));
  new Tunnel(socket).send(Buffer.from([0, 0, 0, 1, 0, 255, 255, 255]));
  await ended;
});

test('a pod that is not there is refused before the switch', async () => {
  await expect(upgrade('gone')).rejects.toThrow('404');
});
