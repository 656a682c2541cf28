/** In which order pods are ended when the node goes down, and how long each group has. */
import { SECOND } from '#kernel';
import type { Pod } from '#kube-api';
import { CRITICAL_PRIORITY } from './critical-pod.ts';
import type { KubeletSettings, ShutdownGrace } from './settings.ts';

export type ShutdownSettings = Pick<
  KubeletSettings,
  'shutdownGraceMs' | 'shutdownGraceCriticalPodsMs' | 'shutdownGraceByPodPriority'
>;

/**
 * The groups, lowest priority first; none where the kubelet does not care for shutdowns. Without a list there are two:
 * critical pods have their own time at the end.
 * @source kubelet v1.37 pkg/kubelet/nodeshutdown/nodeshutdown_manager.go migrateConfig
 */
export function shutdownGroups(settings: ShutdownSettings): readonly ShutdownGrace[] {
  const { shutdownGraceMs, shutdownGraceCriticalPodsMs, shutdownGraceByPodPriority } = settings;
  if (shutdownGraceByPodPriority.length > 0)
    return shutdownGraceByPodPriority.toSorted((a, b) => a.priority - b.priority);
  const ordinary = shutdownGraceMs - shutdownGraceCriticalPodsMs;
  if (shutdownGraceMs === 0 || ordinary < 0) return [];
  return [
    { priority: 0, seconds: Math.floor(ordinary / SECOND) },
    { priority: CRITICAL_PRIORITY, seconds: Math.floor(shutdownGraceCriticalPodsMs / SECOND) },
  ];
}

/**
 * The index of the group that a pod belongs to: the last one that does not begin above its priority, else the first.
 * @source kubelet v1.37 pkg/kubelet/nodeshutdown/nodeshutdown_manager.go groupByPriority
 */
export function groupIndexOf(groups: readonly ShutdownGrace[], { spec }: Pod): number {
  const index = groups.findLastIndex(({ priority }) => priority <= (spec.priority ?? 0));
  return Math.max(0, index);
}
