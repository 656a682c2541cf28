/** Pods that a node cannot do without. */
import type { Pod } from '#kube-api';

/** The priority of `system-cluster-critical`; everything from there on is critical. */
export const CRITICAL_PRIORITY = 2_000_000_000;

const CONFIG_SOURCE = 'kubernetes.io/config.source';
const MIRROR = 'kubernetes.io/config.mirror';

/** Static pods, their mirrors, and pods of a system priority. @source kubelet v1.37 pkg/kubelet/types/pod_update.go IsCriticalPod */
export function isCritical({ metadata, spec }: Pod): boolean {
  const source = metadata.annotations?.[CONFIG_SOURCE];
  if (source !== undefined && source !== 'api') return true;
  return metadata.annotations?.[MIRROR] !== undefined || (spec.priority ?? 0) >= CRITICAL_PRIORITY;
}

/** True when one pod may be ended to make room for another. @source kubelet v1.37 pkg/kubelet/types/pod_update.go Preemptable */
export function isPreemptable(preemptor: Pod, other: Pod): boolean {
  if (isCritical(preemptor) && !isCritical(other)) return true;
  return (preemptor.spec.priority ?? 0) > (other.spec.priority ?? 0);
}
