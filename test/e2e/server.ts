/** The real server for tests: on a free port, with virtual time, spoken to over HTTP and sockets. */
import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Cluster } from '#cluster';
import { CLUSTER, type SimulationsOptions } from '#simulations';
import { AppModule } from '../../apps/server/src/app.module.ts';
import { createAdapter, prepareApp } from '../../apps/server/src/app.ts';
import { TimelineClient } from './timeline-client.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  readonly body: Json;
}

/** JSON whose shape a test knows. */
export type Json = any;

export interface Sending {
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class TestServer {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly #clients: TimelineClient[] = [];

  private constructor(app: NestFastifyApplication, url: string) {
    this.app = app;
    this.url = url;
  }

  /** The default simulation is paused and has three nodes. */
  static async boot(options: SimulationsOptions & { readonly cluster?: Cluster } = {}): Promise<TestServer> {
    const { cluster, ...simulations } = options;
    const defaultSimulation = { clock: { mode: 'paused' as const }, nodes: 3 };
    const module = Test.createTestingModule({ imports: [AppModule.register({ defaultSimulation, ...simulations })] });
    if (cluster) module.overrideProvider(CLUSTER).useValue(cluster);
    const compiled = await module.compile();
    const app = compiled.createNestApplication<NestFastifyApplication>(createAdapter(), {
      bodyParser: false,
      logger: false,
    });
    prepareApp(app);
    await app.listen({ host: '127.0.0.1', port: 0 });
    return new TestServer(app, await app.getUrl());
  }

  /** Objects go as JSON, texts as they are under their type. */
  async send(method: string, path: string, { body, type, headers }: Sending = {}): Promise<Answer> {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      headers: { ...(body !== undefined && { 'content-type': type ?? 'application/json' }), ...headers },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown, type?: string): Promise<Answer> {
    return this.send('POST', path, { body, ...(type !== undefined && { type }) });
  }

  /** A new paused simulation; answers its id. */
  async simulation(spec: object = {}): Promise<string> {
    const { body, status, text } = await this.post('/v1/simulations', spec);
    if (status !== 201) throw new Error(text);
    return body.id;
  }

  clock(id: string, command: object): Promise<Answer> {
    return this.post(`/v1/simulations/${id}/clock`, command);
  }

  /** A connected client of the event stream. */
  async client(): Promise<TimelineClient> {
    const client = await TimelineClient.connect(this.url);
    this.#clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.app.close();
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const pod = (name: string, container: object = {}, spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'main', image: 'nginx', ...container }], ...spec },
});
