/** The Kubernetes API of each simulation over HTTP: answers requests and keeps the open streams. */
import type { Server } from 'node:http';
import type { OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiRequest, ApiResponse, Connection, Watch } from '#apiserver';
import type { Instant } from '#kernel';
import { badRequest } from '#kube-api';
import type { SimulationsService } from '#simulations';
import { askApi, type Mount } from './api-request.ts';
import { readRequest } from './request-adapter.ts';
import { withPlace } from './syntax-place.ts';
import { LogStream } from './log-stream.ts';
import { findLog, formatLog, linesOf } from './pod-log.ts';
import { watchHeaders, writeResponse, type HttpResponse } from './response-adapter.ts';
import { StreamRegistry } from './streams.ts';
import { Upgrades } from './upgrades.ts';
import { WatchStream } from './watch-stream.ts';

export class KubeService implements OnModuleDestroy {
  readonly #simulations: SimulationsService;
  readonly #streams = new StreamRegistry();
  readonly #upgrades: Upgrades;

  constructor(simulations: SimulationsService) {
    this.#simulations = simulations;
    this.#upgrades = new Upgrades(simulations, this.#streams);
  }

  /** How many watches, followed logs and connections to containers are open. */
  get streamCount(): number {
    return this.#streams.count;
  }

  /** Resolves when the next of them has closed. */
  whenClosed(): Promise<void> {
    return this.#streams.whenClosed();
  }

  /** Takes the requests that switch protocols from the server. */
  listenForUpgrades(server: Server): void {
    this.#upgrades.listen(server);
  }

  async answer(http: FastifyRequest, reply: FastifyReply, { id, prefix }: Mount): Promise<void> {
    const { method, headers, raw, body } = http;
    this.#simulations.get(id);
    const bytes = body instanceof Uint8Array ? body : undefined;
    const request = readRequest({ method, headers, url: raw.url ?? '', body: bytes }, prefix);
    const response = await askApi(this.#simulations, id, request);
    if (response.watch) this.#openWatch(id, response, { reply, watch: response.watch });
    else if (response.connect) await this.#connect(id, request, { reply, connect: response.connect });
    else await send(reply, writeResponse(withPlace(response, request), request));
  }

  onModuleDestroy(): void {
    this.#streams.endAll();
  }

  #openWatch(id: string, response: ApiResponse, { reply, watch }: { reply: FastifyReply; watch: Watch }): void {
    const stream = new WatchStream(this.#simulations.get(id), watch, reply.raw);
    this.#keep(stream, reply);
    stream.start(watchHeaders(response));
  }

  /** Logs are answered; for a process in a container the client has to switch protocols first. */
  async #connect(
    id: string,
    request: ApiRequest,
    { reply, connect }: { reply: FastifyReply; connect: Connection },
  ): Promise<void> {
    if (connect.kind !== 'log') throw badRequest('Upgrade request required');
    const live = this.#simulations.get(id);
    const { query = {} } = request;
    const source = findLog(live.simulation, connect, query);
    const { now } = this.#simulations.clockOf(id);
    if (query['follow'] !== 'true') {
      const { simulation } = live;
      const body = formatLog(linesOf(simulation, source, now), query, { epoch: simulation.epoch, now });
      return send(reply, { code: 200, headers: logHeaders, body });
    }
    const clock = (): Instant => this.#simulations.clockOf(id).now;
    const stream = new LogStream(live, source, { response: reply.raw, query, now: clock });
    this.#keep(stream, reply);
    stream.start(logHeaders);
  }

  /** From here on the stream writes to the socket itself. */
  #keep(stream: WatchStream | LogStream, reply: FastifyReply): void {
    reply.hijack();
    this.#streams.add(stream);
    reply.raw.on('close', () => this.#streams.delete(stream));
  }
}

const logHeaders = { 'content-type': 'text/plain', 'cache-control': 'no-cache, private' };

async function send(reply: FastifyReply, { code, headers, body }: HttpResponse): Promise<void> {
  await reply.code(code).headers(headers).send(body);
}
