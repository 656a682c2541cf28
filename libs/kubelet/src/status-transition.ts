/** The end of a container that is not started again is final: no status may take it back. */
import type { ContainerStatus, Pod, PodStatus } from '#kube-api';
import { hasRestartAllRule } from './restart-all.ts';
import { restartPolicyOf, restartsAfterExit } from './restart-decision.ts';

type Statuses = readonly ContainerStatus[] | undefined;

/**
 * True when `after` shows a container as waiting or running that ended for good in `before`.
 * @source kubelet v1.37 pkg/kubelet/status/status_manager.go checkContainerStateTransition
 */
export function takesBackAnEnd(pod: Pod, before: PodStatus, after: PodStatus): boolean {
  if (restartPolicyOf(pod) === 'Always' || hasRestartAllRule(pod)) return false;
  return (
    isAnyTakenBack(pod, before.containerStatuses, after.containerStatuses) ||
    isAnyTakenBack(pod, before.initContainerStatuses, after.initContainerStatuses)
  );
}

const isAnyTakenBack = (pod: Pod, before: Statuses, after: Statuses): boolean =>
  before?.some(({ name, state }) => {
    const shown = after?.find((status) => status.name === name);
    if (!state.terminated || !shown || shown.state.terminated) return false;
    const byName = (one: { readonly name: string }): boolean => one.name === name;
    const container = pod.spec.containers.find(byName) ?? pod.spec.initContainers?.find(byName);
    return container !== undefined && !restartsAfterExit(container, pod, state.terminated.exitCode);
  }) ?? false;
