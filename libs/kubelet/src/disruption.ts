/** The condition DisruptionTarget, where it is the kubelet that ends a pod. */
import { timestampOf } from '#apiserver';
import { isTerminalPhase, type PodCondition, type PodStatus } from '#kube-api';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import { isOwned } from './pod-status.ts';

const TARGET = 'DisruptionTarget';

/**
 * What is written: a disruption is told together with the terminal phase, before the conditions that are the kubelet's own.
 * @source kubelet v1.37 pkg/kubelet/status/status_manager.go mergePodStatus
 */
export function withDisruption(
  ctx: KubeletContext,
  worker: PodWorker,
  { api, merged }: { readonly api: PodStatus; readonly merged: PodStatus },
): PodStatus {
  const { ending, pod } = worker;
  const isTold = isTerminalPhase(merged.phase) && !isTerminalPhase(api.phase);
  if (ending?.disruption === undefined || ending.isTooLate || !isTold) return merged;
  const before = api.conditions?.find(({ type }) => type === TARGET);
  const target: PodCondition = {
    type: TARGET,
    status: 'True',
    reason: 'TerminationByKubelet',
    message: ending.disruption,
    lastProbeTime: null,
    lastTransitionTime: before?.status === 'True' ? (before.lastTransitionTime ?? null) : timestampOf(ctx.host),
    observedGeneration: pod.metadata.generation ?? 0,
  };
  const conditions = merged.conditions ?? [];
  if (before) return { ...merged, conditions: conditions.map((one) => (one.type === TARGET ? target : one)) };
  const foreign = conditions.filter(({ type }) => !isOwned(type));
  return { ...merged, conditions: [...foreign, target, ...conditions.slice(foreign.length)] };
}
