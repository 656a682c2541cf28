/** Writes to pods that components make through subresources: binding and status. */
import type { Pod, PodCondition, PodStatus } from '#kube-api';
import { updateObject } from '#object-store';
import { timestampOf, type ApiHost } from './api-host.ts';

/**
 * Assigns a pod to a node: sets `spec.nodeName` and the condition PodScheduled=True.
 * @source kube-apiserver v1.37 pkg/registry/core/pod/storage: binding
 */
export function bindPod(host: ApiHost, pod: Pod, nodeName: string): Pod {
  const scheduled: PodCondition = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: timestampOf(host) };
  const conditions = [...(pod.status?.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'), scheduled];
  return updateObject(host, 'pods', { ...pod, spec: { ...pod.spec, nodeName }, status: { ...pod.status, conditions } });
}

/** Replaces the status of a pod; the rest stays as it is. */
export function setPodStatus(host: ApiHost, pod: Pod, status: PodStatus): Pod {
  return updateObject(host, 'pods', { ...pod, status });
}
