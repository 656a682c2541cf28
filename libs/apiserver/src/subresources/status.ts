/** The status subresource: status, labels, annotations and finalizers are taken; the rest stays as stored. */
import type { Pod, PodCondition, PodStatus } from '#kube-api';
import type { UpdateStrategy } from '../verbs/update.ts';

/** @source kube-apiserver v1.37 pkg/registry/core: the statusStrategy of each kind */
export const statusStrategy: UpdateStrategy = {
  prepare: ({ type }, object, stored) => {
    const status = 'status' in object ? object.status : undefined;
    const { ownerReferences } = stored.metadata;
    const { ownerReferences: _ignored, ...sent } = object.metadata;
    const metadata = { ...sent, ...(ownerReferences && { ownerReferences }) };
    const next = { ...stored, metadata, ...(status !== undefined && { status }) };
    return type.resource === 'pods' ? completePodStatus(next as Pod, stored as Pod) : next; // by their resource
  },
  validate: ({ type }, object, stored) => type.validateStatusUpdate(object, stored),
};

/** An empty QoS class and a lone podIP are filled in; a condition without a generation keeps the one it had. */
function completePodStatus(pod: Pod, stored: Pod): Pod {
  const { status = {} } = pod;
  const { qosClass } = stored.status ?? {};
  const completed: PodStatus = {
    ...status,
    ...(status.qosClass === undefined && qosClass !== undefined && { qosClass }),
    ...(status.podIP && !status.podIPs && { podIPs: [{ ip: status.podIP }] }),
    ...(status.conditions && { conditions: status.conditions.map((condition) => keepGeneration(condition, stored)) }),
  };
  return { ...pod, status: completed };
}

function keepGeneration(condition: PodCondition, { status }: Pod): PodCondition {
  if (condition.observedGeneration !== undefined) return condition;
  const before = status?.conditions?.find(({ type }) => type === condition.type)?.observedGeneration;
  return before === undefined ? condition : { ...condition, observedGeneration: before };
}
