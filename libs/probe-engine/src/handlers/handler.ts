/** What a probe handler is: how a probe asks and what an answer means. The engine owns all time and thresholds. */
import type { ContainerPort, EnvVar, Probe, ProbeHandler as ProbeHandlerFields } from '#kube-api';
import type { Call, Outcome } from '#runtime';

/** Whom a probe asks. */
export interface ProbeTarget {
  /** The pod's address; the node's for a pod in the host's network. */
  readonly podIP: string;
  /** Ports that the container declares. */
  readonly ports: readonly ContainerPort[];
  /** Environment that the container declares. */
  readonly env: readonly EnvVar[];
  readonly timeoutSeconds: number;
}

/** What a probe asks, and whom. */
export interface Asked {
  readonly target: ProbeTarget;
  readonly call: Call;
}

export type Verdict =
  | { readonly kind: 'success' }
  /** Counts as success, with an event. */
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'failure'; readonly message: string; readonly atTimeout?: boolean }
  /** The probe could not be made: the result is thrown away. */
  | { readonly kind: 'error'; readonly message: string }
  /** Ask once more, elsewhere. */
  | { readonly kind: 'follow'; readonly call: Call };

/** Plain functions over the part of the probe that a handler owns; no state, no clock. */
export interface ProbeHandler<Part> {
  readonly select: (probe: Probe) => Part | undefined;
  readonly ask: (part: Part, target: ProbeTarget) => Call | { readonly kind: 'invalid'; readonly message: string };
  readonly judge: (part: Part, outcome: Outcome, asked: Asked) => Verdict;
  /** The failure text when the time-out passes without an answer. */
  readonly timedOut: (part: Part, target: ProbeTarget) => string;
}

export type HandlerKind = keyof ProbeHandlerFields;

/** The number of a port that may be given by name. */
export function portNumber(port: number | string, target: ProbeTarget): number | undefined {
  return typeof port === 'number' ? port : target.ports.find(({ name }) => name === port)?.containerPort;
}
