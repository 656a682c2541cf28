/** The condition DisruptionTarget, by which a controller says why it ends a pod. */
import type { Pod, PodCondition, PodStatus } from '#kube-api';
import { timestampOf, withCondition, type ApiHost } from '#apiserver';

export interface Disruption {
  readonly reason: string;
  readonly message: string;
}

/** The status of a pod with the condition in place. */
export function disruptedStatus(host: ApiHost, { status, metadata }: Pod, disruption: Disruption): PodStatus {
  const { generation } = metadata;
  const condition: PodCondition = {
    type: 'DisruptionTarget',
    ...(generation !== undefined && { observedGeneration: generation }),
    status: 'True',
    ...disruption,
    lastProbeTime: null,
    lastTransitionTime: timestampOf(host),
  };
  return { ...status, conditions: withCondition(status?.conditions, condition) };
}
