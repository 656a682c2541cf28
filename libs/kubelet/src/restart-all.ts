/** Rules that restart all containers of a pod in place when one of them exits with a certain code. */
import {
  isConditionTrue,
  type Container,
  type ContainerStateTerminated,
  type ContainerStateWaiting,
  type ContainerStatus,
  type Pod,
  type PodCondition,
  type PodStatus,
} from '#kube-api';
import type { RuntimeContainer } from '#runtime';
import { newestInstance, type PodView } from './pod-view.ts';
import { ruleFor } from './restart-decision.ts';

/** What is shown of a container that was removed to start anew. */
export const resetWaiting: ContainerStateWaiting = {
  reason: 'RestartingAllContainers',
  message: 'The container is removed because RestartAllContainers in place',
};

export const resetTerminated: ContainerStateTerminated = {
  exitCode: 137,
  reason: 'RestartingAllContainers',
  message: 'The container is removed because RestartAllContainers in place',
  startedAt: null,
  finishedAt: null,
};

const hasRule = ({ restartPolicyRules }: Container): boolean =>
  restartPolicyRules?.some(({ action }) => action === 'RestartAllContainers') ?? false;

/** True when some container of the pod may make all of them start anew. */
export const hasRestartAllRule = ({ spec }: Pod): boolean =>
  spec.containers.some(hasRule) || (spec.initContainers?.some(hasRule) ?? false);

/** True when the container has exited with a code whose rule restarts all containers. */
function isSource(container: Container, view: PodView, shown: PodStatus): boolean {
  if (!hasRule(container)) return false;
  const exitCode = exitCodeOf(container, view, shown);
  return exitCode !== undefined && ruleFor(container, exitCode)?.action === 'RestartAllContainers';
}

/** Of the newest instance; of one that the runtime does not know any more, as its status shows it. */
function exitCodeOf({ name }: Container, view: PodView, shown: PodStatus): number | undefined {
  const instance = newestInstance(view, name);
  if (instance) return instance.state === 'exited' ? (instance.exitCode ?? 0) : undefined;
  const byName = (status: ContainerStatus): boolean => status.name === name;
  const status = shown.containerStatuses?.find(byName) ?? shown.initContainerStatuses?.find(byName);
  return status?.state.terminated?.exitCode;
}

/**
 * The instances to kill and remove, in order: those of other containers first, of what exited last. None when nothing asks for it.
 * @param shown the status of the pod
 * @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions
 */
export function instancesToReset(pod: Pod, view: PodView, shown: PodStatus): readonly RuntimeContainer[] {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const sources = all.filter((container) => isSource(container, view, shown));
  if (sources.length === 0) return [];
  const ordered = [...all.filter((container) => !sources.includes(container)), ...sources];
  return ordered.flatMap(({ name }) => view.containers.filter((instance) => instance.name === name));
}

/** True while the containers are being removed. */
export const isResetting = (pod: Pod, view: PodView, shown: PodStatus): boolean =>
  instancesToReset(pod, view, shown).length > 0;

/** True when the status that was shown last said so. */
export const wasResetting = (conditions: readonly PodCondition[] | undefined): boolean =>
  isConditionTrue(conditions, 'AllContainersRestarting');
