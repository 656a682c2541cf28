/** The part of a simulation that the API server works on. */
import { openStream, type Instant, type Kernel, type RandomStream } from '#kernel';
import { behaviorOf, formatTime, type GateOverrides, type KubeObject, type KubernetesBehavior } from '#kube-api';
import type { StoreHost } from '#object-store';

/** The end of an event's life, unless it is written again before. */
export interface EventLease {
  /** As it was written: a later version has a lease of its own. */
  readonly event: KubeObject;
  readonly endsAt: Instant;
}

/** What the API server keeps besides the objects. */
export interface ApiServerState {
  /** uids and generated name suffixes. */
  readonly names: RandomStream;
  /** How the imitated version behaves, in every component of the cluster. */
  readonly behavior: KubernetesBehavior;
  /** When events end, soonest first; while there is one, a sweep is on the agenda. */
  readonly leases: EventLease[];
  /** Counts the names that events were given. */
  eventSerial: number;
}

export interface ApiHost extends StoreHost {
  readonly api: ApiServerState;
}

/** The state for a version such as `v1.37.2` or `1.35`. Throws a RangeError for a version or a gate that is not known. */
export function createApiServerState(kernel: Kernel, version: string, gates: GateOverrides = {}): ApiServerState {
  const behavior = behaviorOf(version, gates);
  if (typeof behavior === 'string') throw new RangeError(behavior);
  return { names: openStream(kernel, 'apiserver/names'), behavior, leases: [], eventSerial: 0 };
}

/** Now as metav1.Time prints it. */
export const timestampOf = (host: Kernel): string => formatTime(host.epoch + host.now);
