/** Pod conditions as the scheduler writes them. */
import type { Pod, PodCondition, PodStatus } from '#kube-api';

/** What is said; the times follow from what was said before. */
export type ConditionText = Pick<PodCondition, 'type' | 'status'> & {
  readonly reason: string;
  readonly message: string;
};

/**
 * The status with the condition in place; undefined when it says so already. The transition time moves only when
 * `status` changes.
 * @source kube-scheduler v1.37 pkg/api/v1/pod: UpdatePodCondition
 */
export function withCondition(
  { status = {}, metadata }: Pod,
  text: ConditionText,
  timestamp: string,
): PodStatus | undefined {
  const conditions = status.conditions ?? [];
  const previous = conditions.find(({ type }) => type === text.type);
  const sameStatus = previous?.status === text.status;
  if (sameStatus && previous.reason === text.reason && previous.message === text.message) return undefined;
  const lastTransitionTime = (sameStatus && previous.lastTransitionTime) || timestamp;
  const { generation } = metadata;
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  const condition: PodCondition = { ...text, ...observed, lastProbeTime: null, lastTransitionTime };
  return {
    ...status,
    conditions: previous ? conditions.map((old) => (old === previous ? condition : old)) : [...conditions, condition],
  };
}
