/** The HTTP side of the server: Fastify as it has to be for kubectl, filters, OpenAPI document, sockets. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { isUpgradeServed } from '#kube-rest';
import { BODY_LIMIT, StatusFilter } from './status.filter.ts';

/** An adapter that hands every body over as it was sent: who reads it knows what it should be. */
export function createAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    routerOptions: { maxParamLength: 512 },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  return adapter;
}

/** The engine of Socket.IO leaves the upgrades of others alone: those to the Kubernetes API may wait for their simulation's turn. */
class SocketAdapter extends IoAdapter {
  override createIOServer(port: number, options: object = {}): ReturnType<IoAdapter['createIOServer']> {
    return super.createIOServer(port, { ...options, destroyUpgrade: false } as never); // an option of its engine
  }
}

/** An upgrade that nobody takes is refused. */
function refuseOtherUpgrades(server: Server): void {
  server.on('upgrade', ({ url = '' }: IncomingMessage, socket: Duplex) => {
    if (isUpgradeServed(url) || url.startsWith('/socket.io/')) return;
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
}

/** Options for the creation of the application, in the server and in tests. */
export const appOptions = { bodyParser: false, logger: ['error', 'warn'] as ('error' | 'warn')[] };

/** Everything that the application needs before it listens. */
export function prepareApp(app: NestFastifyApplication): void {
  app.useGlobalFilters(new StatusFilter());
  app.useWebSocketAdapter(new SocketAdapter(app));
  refuseOtherUpgrades(app.getHttpServer());
  serveOpenApi(app);
}

/** The document is made when it is first asked for. */
function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const config = new DocumentBuilder()
    .setTitle('Podlab control API')
    .setDescription('Simulations of a Kubernetes cluster: their clocks, timelines, objects and faults.')
    .setVersion('v1')
    .build();
  app
    .getHttpAdapter()
    .getInstance()
    .get('/docs-json', () => (document ??= SwaggerModule.createDocument(app, config)));
}
