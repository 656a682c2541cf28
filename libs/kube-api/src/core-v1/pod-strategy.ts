/** What of a pod belongs to the server: status and generation on create, status on update. */
import type { Pod, PodCondition, PodStatus } from './pod.ts';
import { qosClassOf } from './qos.ts';

/**
 * A new pod's status: Pending, its QoS class, and why it is not scheduled when gates hold it back.
 * @source kube-apiserver v1.37 pkg/registry/core/pod: podStrategy.PrepareForCreate
 */
export function preparePodForCreate(pod: Pod): Pod {
  const status: PodStatus = { phase: 'Pending', qosClass: qosClassOf(pod.spec) };
  const condition = gatedCondition(pod);
  const gated = condition && { phase: 'Pending' as const, conditions: [condition], qosClass: qosClassOf(pod.spec) };
  return Object.assign({}, pod, { status: gated ?? status });
}

function gatedCondition({ metadata, spec }: Pod): PodCondition | undefined {
  if (!spec.schedulingGates || spec.schedulingGates.length === 0) return undefined;
  return {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
    lastProbeTime: null,
    lastTransitionTime: metadata.creationTimestamp ?? null,
  };
}

/** The main resource does not take a status. */
export function preparePodForUpdate(pod: Pod, stored: Pod): Pod {
  const { status: _ignored, ...rest } = pod;
  return stored.status ? { ...rest, status: stored.status } : rest;
}
