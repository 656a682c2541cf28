/** Requests that switch to a WebSocket: exec, attach and port-forward, on the server's one port. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { isTrue, type ApiRequest, type ApiResponse, type Connection } from '#apiserver';
import { badRequest, internalError, StatusError } from '#kube-api';
import { DEFAULT_SIMULATION, type SimulationsService } from '#simulations';
import { askApi, type Mount } from './api-request.ts';
import { AttachChannel } from './attach-channel.ts';
import { channelProtocols } from './channels.ts';
import { ExecChannel } from './exec-channel.ts';
import { findLog, type LogSource } from './pod-log.ts';
import { PodRequests } from './pod-requests.ts';
import { PORT_FORWARD_PROTOCOL, PortTunnel } from './port-tunnel.ts';
import { readRequest } from './request-adapter.ts';
import { writeResponse } from './response-adapter.ts';
import type { OpenStream, StreamRegistry } from './streams.ts';

/** A client that does not answer a closing message is cut off after `closeTimeout` milliseconds. */
const socketOptions = { noServer: true, perMessageDeflate: false, maxPayload: 1_000_000, closeTimeout: 1000 };

/** Where a request to the Kubernetes API leads: to which simulation, behind which prefix. Absent for any other path. */
export function mountOf(url: string): Mount | undefined {
  const [path = ''] = url.split('?', 1);
  const [, id] = /^\/simulations\/([^/]+)\//.exec(path) ?? [];
  if (id !== undefined) return { id, prefix: `/simulations/${id}` };
  return /^\/apis?\//.test(path) ? { id: DEFAULT_SIMULATION, prefix: '' } : undefined;
}

/** True for the paths whose upgrades are taken here. */
export const isUpgradeServed = (url: string): boolean => mountOf(url) !== undefined;

interface Upgrade {
  readonly http: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

export class Upgrades {
  readonly #simulations: SimulationsService;
  readonly #streams: StreamRegistry;
  readonly #sockets = new WebSocketServer({
    ...socketOptions,
    handleProtocols: (offered) => channelProtocols.find((known) => offered.has(known)) ?? false,
  });
  /** The protocol has a `/` in its name, which no token may have: it is taken off the request and put on the answer by hand. */
  readonly #tunnels = new WebSocketServer(socketOptions);

  constructor(simulations: SimulationsService, streams: StreamRegistry) {
    this.#simulations = simulations;
    this.#streams = streams;
    this.#tunnels.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${PORT_FORWARD_PROTOCOL}`));
  }

  /** Takes the upgrades to the Kubernetes API; others are left to those who listen for them. */
  listen(server: Server): void {
    server.on('upgrade', (http: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (mountOf(http.url ?? '')) void this.#take({ http, socket, head });
    });
  }

  async #take(upgrade: Upgrade): Promise<void> {
    const { http, socket } = upgrade;
    socket.on('error', () => socket.destroy());
    const { id = '', prefix = '' } = mountOf(http.url ?? '') ?? {};
    try {
      const { method = 'GET', url = '', headers } = http;
      const request = readRequest({ method, url, headers, body: undefined }, prefix);
      this.#simulations.get(id);
      const response = await askApi(this.#simulations, id, request);
      if (response.connect) this.#connect(id, upgrade, response.connect);
      else if (response.watch) throw badRequest('watches are chunked responses: send the request without an upgrade');
      else refuse(socket, response, request);
    } catch (error) {
      const known = error instanceof StatusError ? error : internalError('the upgrade failed');
      refuse(socket, { code: known.status.code ?? 500, body: known.status });
    }
  }

  /** Throws a 400 for a protocol that is not spoken, so that nothing was switched then. */
  #connect(id: string, upgrade: Upgrade, connect: Connection): void {
    const { headers } = upgrade.http;
    const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (headers.upgrade?.toLowerCase() !== 'websocket')
      throw badRequest(`unable to upgrade to ${headers.upgrade ?? ''}: only WebSocket connections are served`);
    if (connect.kind === 'portforward') return this.#openTunnel(id, upgrade, { connect, offered });
    if (connect.kind === 'log') throw badRequest('logs are plain responses: send the request without an upgrade');
    if (!offered.some((name) => channelProtocols.some((known) => known === name)))
      throw badRequest(`unable to upgrade: the protocols ${channelProtocols.join(', ')} are served`);
    const source = connect.kind === 'attach' ? this.#sourceOf(id, connect) : undefined;
    this.#sockets.handleUpgrade(upgrade.http, upgrade.socket, upgrade.head, (socket) => {
      if (source) this.#attach(id, socket, source);
      else this.#exec(id, socket, { connect, url: upgrade.http.url ?? '' });
    });
  }

  #sourceOf(id: string, connect: Connection): LogSource {
    return findLog(this.#simulations.get(id).simulation, connect, {});
  }

  #attach(id: string, socket: WebSocket, source: LogSource): void {
    const now = (): number => this.#simulations.clockOf(id).now;
    this.#keep(socket, new AttachChannel(this.#simulations.get(id), source, { socket, now }));
  }

  #exec(id: string, socket: WebSocket, { connect, url }: { connect: Connection; url: string }): void {
    const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
    const isSet = (name: string): boolean => isTrue(query.get(name) ?? undefined);
    const channel = new ExecChannel(this.#simulations, this.#simulations.get(id), socket);
    this.#keep(socket, channel);
    void channel.start(connect, { command: query.getAll('command'), stdin: isSet('stdin'), tty: isSet('tty') });
  }

  #openTunnel(
    id: string,
    { http, socket, head }: Upgrade,
    { connect, offered }: { connect: Connection; offered: readonly string[] },
  ): void {
    if (!offered.includes(PORT_FORWARD_PROTOCOL))
      throw badRequest(`unable to upgrade: the protocol ${PORT_FORWARD_PROTOCOL} is served`);
    delete http.headers['sec-websocket-protocol'];
    this.#tunnels.handleUpgrade(http, socket, head, (web) => {
      const requests = new PodRequests(this.#simulations, this.#simulations.get(id));
      this.#keep(web, new PortTunnel(web, requests, connect));
    });
  }

  #keep(socket: WebSocket, stream: OpenStream): void {
    socket.on('error', () => socket.terminate());
    this.#streams.add(stream);
    socket.on('close', () => this.#streams.delete(stream));
  }
}

/** A whole HTTP answer on a connection that was not switched. */
function refuse(socket: Duplex, response: ApiResponse, request: Partial<ApiRequest> = {}): void {
  const { code, headers, body } = writeResponse(response, { method: 'GET', path: '/', ...request });
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('');
  socket.end(`HTTP/1.1 ${code} \r\n${head}\r\n${body}`);
}
