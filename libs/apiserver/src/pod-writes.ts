/** Writes to pods that components make through subresources: binding and status. */
import { extend } from '#kernel';
import type { Pod, PodCondition, PodStatus } from '#kube-api';
import { updateObject } from '#object-store';
import { timestampOf, type ApiHost } from './api-host.ts';

/**
 * Assigns a pod to a node: sets `spec.nodeName` and the condition PodScheduled=True, and takes a nomination back.
 * @source kube-apiserver v1.37 pkg/registry/core/pod/storage: BindingREST.setPodNodeAndMetadata
 */
export function bindPod(host: ApiHost, pod: Pod, nodeName: string): Pod {
  const scheduled: PodCondition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timestampOf(host),
  };
  const conditions = withCondition(pod.status?.conditions, scheduled);
  return updateObject(host, 'pods', {
    ...pod,
    spec: extend(pod.spec, { nodeName }),
    status: extend(withoutNomination(pod.status), { conditions }),
  });
}

function withoutNomination(status: PodStatus = {}): PodStatus {
  if (status.nominatedNodeName === undefined) return status;
  const { nominatedNodeName: _taken, ...rest } = status;
  return rest;
}

/** The list with a condition replaced where one of its type is, or appended; its transition time stands while its status does. */
export function withCondition(
  conditions: readonly PodCondition[] = [],
  condition: PodCondition,
): readonly PodCondition[] {
  const before = conditions.find(({ type }) => type === condition.type);
  if (!before) return [...conditions, condition];
  const kept = before.status === condition.status && before.lastTransitionTime !== undefined;
  const next = kept ? { ...condition, lastTransitionTime: before.lastTransitionTime } : condition;
  return conditions.map((each) => (each === before ? next : each));
}

/** Replaces the status of a pod; the rest stays as it is. `by` names the component that writes. */
export function setPodStatus(host: ApiHost, pod: Pod, status: PodStatus, by?: string): Pod {
  const { apiVersion, kind, metadata, spec } = pod;
  return updateObject(host, 'pods', { apiVersion, kind, metadata, spec, status }, by);
}
