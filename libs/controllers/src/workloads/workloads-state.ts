/** What the workload controllers remember. Objects are read from the store, so there is no cache to wait for. */
import type { Instant } from '#kernel';

/** The failures of a job's pods since its last success. */
export interface JobFailures {
  count: number;
  /** When the newest of them ended, as an instant of the simulation. */
  lastAt: Instant;
}

export interface WorkloadsState {
  /** Pods by uid of the object that controls them: store key by uid of the pod. */
  readonly pods: Map<string, Map<string, string>>;
  /** Planned syncs, by controller and key of the object. */
  readonly syncs: Map<string, Instant>;
  /** Planned looks at objects for which time alone changes something, likewise. */
  readonly wakes: Map<string, Instant>;
  /** Syncs in a row that failed, likewise. */
  readonly retries: Map<string, number>;
  /** By uid of the job. */
  readonly jobFailures: Map<string, JobFailures>;
}

export const createWorkloadsState = (): WorkloadsState => ({
  pods: new Map(),
  syncs: new Map(),
  wakes: new Map(),
  retries: new Map(),
  jobFailures: new Map(),
});
