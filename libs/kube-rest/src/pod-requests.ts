/** HTTP requests to ports of simulated pods, for those who forward them. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '#apiserver';
import { readSession, type HttpAnswer } from '#runtime';
import type { LiveSimulation, SimulationsService } from '#simulations';

export interface PodRequest {
  readonly port: number;
  readonly path: string;
  readonly userAgent: string;
}

const LOOK_MS = 20;
const NOTHING_READ = { stdout: 0, stderr: 0 };

export class PodRequests {
  readonly #simulations: SimulationsService;
  readonly #live: LiveSimulation;

  constructor(simulations: SimulationsService, live: LiveSimulation) {
    this.#simulations = simulations;
    this.#live = live;
  }

  /** The answer, or why there is none. It may take virtual time; with a stopped clock it comes when the clock goes on. */
  async send({ namespace, pod }: Connection, request: PodRequest): Promise<HttpAnswer | string> {
    const session = randomUUID();
    const { port, path, userAgent } = request;
    const action = { kind: 'request', session, namespace, pod, port, path, userAgent } as const;
    const result = await this.#simulations.submit(this.#live.id, { kind: 'session', action });
    if (result.kind === 'refused') return result.message;
    const outcome = await this.#whenAnswered(session, port);
    await this.#simulations.submit(this.#live.id, { kind: 'session', action: { kind: 'close', session } });
    return outcome;
  }

  async #whenAnswered(session: string, port: number): Promise<HttpAnswer | string> {
    for (;;) {
      const view = readSession(this.#live.simulation, session, NOTHING_READ);
      if (!view || this.#live.isDeleted) return 'the pod is gone';
      if (view.answer) return view.answer;
      if (view.end) return failureText(view.end.kind === 'error' ? view.end.message : '', port);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

/** @source containerd v2.4 CRI PortForward */
const failureText = (what: string, port: number): string =>
  what === 'refused'
    ? `failed to connect to localhost:${port} inside namespace: dial tcp4 127.0.0.1:${port}: connect: connection refused`
    : `connection to localhost:${port} was closed without an answer`;
