/** The Kubernetes API of each simulation over HTTP: answers requests and keeps the open watches. */
import type { OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiRequest, ApiResponse, Watch } from '#apiserver';
import { internalError } from '#kube-api';
import type { SimulationsService } from '#simulations';
import { readRequest } from './request-adapter.ts';
import { withPlace } from './syntax-place.ts';
import { watchHeaders, writeResponse } from './response-adapter.ts';
import { WatchStream } from './watch-stream.ts';

/** Which simulation, and what stands before the API's own path. */
export interface Mount {
  readonly id: string;
  readonly prefix: string;
}

export class KubeService implements OnModuleDestroy {
  readonly #simulations: SimulationsService;
  readonly #watches = new Set<WatchStream>();
  readonly #closing: (() => void)[] = [];

  constructor(simulations: SimulationsService) {
    this.#simulations = simulations;
  }

  /** How many watches are open. */
  get watchCount(): number {
    return this.#watches.size;
  }

  /** Resolves when the next watch has closed. */
  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.#closing.push(resolve));
  }

  async answer(http: FastifyRequest, reply: FastifyReply, { id, prefix }: Mount): Promise<void> {
    const { method, headers, raw, body } = http;
    this.#simulations.get(id);
    const bytes = body instanceof Uint8Array ? body : undefined;
    const request = readRequest({ method, headers, url: raw.url ?? '', body: bytes }, prefix);
    const response = await this.#submit(id, request);
    if (response.watch) this.#openWatch(id, response, { reply, watch: response.watch });
    else {
      const { code, headers: answered, body: text } = writeResponse(withPlace(response, request), request);
      await reply.code(code).headers(answered).send(text);
    }
  }

  onModuleDestroy(): void {
    for (const watch of this.#watches) watch.end();
  }

  async #submit(id: string, request: ApiRequest): Promise<ApiResponse> {
    const result = await this.#simulations.submit(id, { kind: 'request', request });
    if (result.kind !== 'response') throw internalError('a request was not answered');
    return result.response;
  }

  #openWatch(id: string, response: ApiResponse, { reply, watch }: { reply: FastifyReply; watch: Watch }): void {
    const live = this.#simulations.get(id);
    reply.hijack();
    const stream = new WatchStream(live, watch, reply.raw);
    this.#watches.add(stream);
    reply.raw.on('close', () => {
      this.#watches.delete(stream);
      for (const resolve of this.#closing.splice(0)) resolve();
    });
    stream.start(watchHeaders(response));
  }
}
