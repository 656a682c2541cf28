/** How the kubelet itself ends a pod, and what the pod's status says of that. */
import type { PodStatus } from '#kube-api';

/** How the kubelet ends a pod, and what it says of that. */
export interface PodEnding {
  readonly reason: string;
  readonly message: string;
  /** What the condition DisruptionTarget says; absent when the pod gets none. */
  readonly disruption?: string;
  /** Nothing of the pod stays on the node. */
  readonly isEviction: boolean;
  /** A pod that has succeeded by itself is not made a failed one. */
  readonly keepsSuccess?: boolean;
}

/** The ending of a pod, under way. */
export interface OrderedEnding extends PodEnding {
  /** Somebody waits until nothing of the pod runs any more. */
  isAwaited: boolean;
  /** The pod was being ended already, so its status says nothing of this. */
  readonly isTooLate: boolean;
}

/** The status of a pod that the kubelet has begun to end. */
export function withEnding(ending: OrderedEnding | undefined, status: PodStatus): PodStatus {
  if (!ending || ending.isTooLate) return status;
  const { reason, message, keepsSuccess } = ending;
  const phase = keepsSuccess && status.phase === 'Succeeded' ? status.phase : 'Failed';
  return { ...status, phase, reason, message };
}
