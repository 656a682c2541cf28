/** Pod conditions as the scheduler writes them. */
import { timestampOf, withCondition, type ApiHost } from '#apiserver';
import type { Pod, PodCondition, PodStatus } from '#kube-api';

/** What is said; the rest follows from the pod. */
export type ConditionText = Pick<PodCondition, 'type' | 'status'> & {
  readonly reason: string;
  readonly message: string;
};

/**
 * The status with the condition in place; undefined when it says so already.
 * @source kube-scheduler v1.37 pkg/api/v1/pod: UpdatePodCondition
 */
export function statusWith(host: ApiHost, { status = {}, metadata }: Pod, text: ConditionText): PodStatus | undefined {
  const previous = status.conditions?.find(({ type }) => type === text.type);
  if (previous?.status === text.status && previous.reason === text.reason && previous.message === text.message)
    return undefined;
  const { generation } = metadata;
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  const condition = { ...text, ...observed, lastProbeTime: null, lastTransitionTime: timestampOf(host) };
  return { ...status, conditions: withCondition(status.conditions, condition) };
}
