/** The HTTP side of the server: Fastify as it has to be for kubectl, filters, OpenAPI document, sockets. */
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
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

/** How long an upgrade that nobody has answered is kept: those to the Kubernetes API may wait for their simulation's turn. */
const UPGRADE_MS = 30_000;

class SocketAdapter extends IoAdapter {
  override createIOServer(port: number, options: object = {}): ReturnType<IoAdapter['createIOServer']> {
    return super.createIOServer(port, { ...options, destroyUpgradeTimeout: UPGRADE_MS } as never); // an option of its engine
  }
}

/** Options for the creation of the application, in the server and in tests. */
export const appOptions = { bodyParser: false, logger: ['error', 'warn'] as ('error' | 'warn')[] };

/** Everything that the application needs before it listens. */
export function prepareApp(app: NestFastifyApplication): void {
  app.useGlobalFilters(new StatusFilter());
  app.useWebSocketAdapter(new SocketAdapter(app));
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
