/** Admission to a node under pressure. */
import { isTolerated, type Pod } from '#kube-api';
import { isCritical } from '../critical-pod.ts';
import type { Rejection } from '../pod-admission.ts';
import type { Pressure } from './signals.ts';

const memoryTaint = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' } as const;

/**
 * Why a node with these conditions does not take the pod. Memory pressure alone bars only pods that asked for nothing,
 * unless they tolerate it: the others can be held to what they asked for.
 * @source kubelet v1.37 pkg/kubelet/eviction/eviction_manager.go Admit
 */
export function pressureRejection(conditions: readonly Pressure[], pod: Pod): Rejection | undefined {
  if (conditions.length === 0 || isCritical(pod)) return undefined;
  const isMemoryAlone = conditions.length === 1 && conditions[0] === 'MemoryPressure';
  const isBestEffort = (pod.status?.qosClass ?? 'BestEffort') === 'BestEffort';
  if (isMemoryAlone && (!isBestEffort || isTolerated(memoryTaint, pod.spec.tolerations))) return undefined;
  return { reason: 'Evicted', message: `The node had condition: [${conditions.join(' ')}]. ` };
}
