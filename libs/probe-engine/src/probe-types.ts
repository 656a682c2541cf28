/** The three probe types: which field of a container asks, what holds before the first answer, and what an answer does. */
import type { Container, Probe } from '#kube-api';

export type ProbeType = 'startup' | 'liveness' | 'readiness';
export type ProbeResult = 'Success' | 'Failure' | 'Unknown';

export interface ProbeTypePolicy {
  /** As events spell it. */
  readonly title: string;
  readonly select: (container: Container) => Probe | undefined;
  /** The result of a new container instance. */
  readonly initial: ProbeResult;
  /** Asked before (`false`) or after (`true`) the container counts as started. */
  readonly whenStarted: boolean;
  /** Results after which the worker waits for a new container instance. */
  readonly holdsAfter: readonly ProbeResult[];
  /** Stopped when the pod's termination begins. */
  readonly stopsAtTermination: boolean;
}

/** @source kubelet v1.37 pkg/kubelet/prober/worker.go */
export const probeTypes = {
  startup: {
    title: 'Startup',
    select: (container) => container.startupProbe,
    initial: 'Unknown',
    whenStarted: false,
    holdsAfter: ['Success', 'Failure'],
    stopsAtTermination: true,
  },
  liveness: {
    title: 'Liveness',
    select: (container) => container.livenessProbe,
    initial: 'Success',
    whenStarted: true,
    holdsAfter: ['Failure'],
    stopsAtTermination: true,
  },
  readiness: {
    title: 'Readiness',
    select: (container) => container.readinessProbe,
    initial: 'Failure',
    whenStarted: true,
    holdsAfter: [],
    stopsAtTermination: false,
  },
} as const satisfies Record<ProbeType, ProbeTypePolicy>;

export const probeTypeNames = Object.keys(probeTypes) as ProbeType[]; // the table's own keys
