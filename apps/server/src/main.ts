/** Starts the server, and stops it in good order. */
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { appOptions, createAdapter, prepareApp } from './app.ts';
import { AppModule } from './app.module.ts';
import { readConfig, type ServerConfig } from './config.ts';

const SHUTDOWN_MS = 5000;

async function start({ host, port }: ServerConfig): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(), createAdapter(), appOptions);
  prepareApp(app);
  await app.listen({ host, port });
  return app;
}

/** Open requests end; what hangs is cut off. */
function stopOn(signal: NodeJS.Signals, app: NestFastifyApplication): void {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    void app.close().then(() => process.exit(0));
  });
}

function portOf(app: NestFastifyApplication): number {
  const address: unknown = app.getHttpServer().address();
  return typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;
}

try {
  const config = readConfig(process.env);
  const app = await start(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) stopOn(signal, app);
  process.stdout.write(`Podlab listens on http://localhost:${portOf(app)}\n`);
} catch (error) {
  new Logger('Server').error(error instanceof Error ? error.message : error);
  process.exit(1);
}
