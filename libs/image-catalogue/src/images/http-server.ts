/** Web servers: they answer 200 on their own port, whether the container declares it or not. */
import type { Image } from '../image.ts';

interface ServerFacts {
  readonly port: number;
  readonly sizeBytes: number;
  readonly startsAfter: number;
  readonly stopSignal?: string;
}

const servers: Readonly<Record<string, ServerFacts>> = {
  nginx: { port: 80, sizeBytes: 72_000_000, startsAfter: 0.1, stopSignal: 'SIGQUIT' },
  httpd: { port: 80, sizeBytes: 58_000_000, startsAfter: 0.1, stopSignal: 'SIGWINCH' },
  kiada: { port: 8080, sizeBytes: 95_000_000, startsAfter: 0.5 },
  echoserver: { port: 8080, sizeBytes: 46_000_000, startsAfter: 0.1 },
};

export const httpServer: readonly Image[] = Object.entries(servers).map(([repository, facts]) => ({
  repository,
  sizeBytes: facts.sizeBytes,
  entrypoint: [repository],
  ...(facts.stopSignal === undefined ? {} : { stopSignal: facts.stopSignal }),
  run: ({ ports }) => ({
    ports: [...new Set([facts.port, ...ports])].map((port) => ({ port, from: facts.startsAfter })),
    onTerm: { exitAfter: 0.1, exitCode: 0 },
  }),
}));
