/** The part of a simulation that the API server works on. */
import { openStream, type Instant, type Kernel, type RandomStream } from '#kernel';
import { formatTime } from '#kube-api';
import type { StoreHost } from '#object-store';

/** The end of an event's life, unless it is written again before. */
export interface EventLease {
  readonly key: string;
  readonly version: string;
  readonly endsAt: Instant;
}

/** What the API server keeps besides the objects. */
export interface ApiServerState {
  /** uids and generated name suffixes. */
  readonly names: RandomStream;
  /** The version that `/version` reports and whose behaviour is imitated, such as `v1.37.2`. */
  readonly kubernetesVersion: string;
  /** When events end, soonest first; while there is one, a sweep is on the agenda. */
  readonly leases: EventLease[];
  /** Counts the names that events were given. */
  eventSerial: number;
}

export interface ApiHost extends StoreHost {
  readonly api: ApiServerState;
}

export function createApiServerState(kernel: Kernel, kubernetesVersion: string): ApiServerState {
  return { names: openStream(kernel, 'apiserver/names'), kubernetesVersion, leases: [], eventSerial: 0 };
}

/** Now as metav1.Time prints it. */
export const timestampOf = (host: Kernel): string => formatTime(host.epoch + host.now);
