/** The part of a simulation that the API server works on. */
import { openStream, type Kernel, type RandomStream } from '#kernel';
import { formatTime } from '#kube-api';
import type { StoreHost } from '#object-store';

/** What the API server keeps besides the objects. */
export interface ApiServerState {
  /** uids and generated name suffixes. */
  readonly names: RandomStream;
  /** The version that `/version` reports and whose behaviour is imitated, such as `v1.37.2`. */
  readonly kubernetesVersion: string;
  /** A sweep of old events is on the agenda. */
  isEventSweepPlanned: boolean;
}

export interface ApiHost extends StoreHost {
  readonly api: ApiServerState;
}

export function createApiServerState(kernel: Kernel, kubernetesVersion: string): ApiServerState {
  return { names: openStream(kernel, 'apiserver/names'), kubernetesVersion, isEventSweepPlanned: false };
}

/** Now as metav1.Time prints it. */
export const timestampOf = (host: Kernel): string => formatTime(host.epoch + host.now);
