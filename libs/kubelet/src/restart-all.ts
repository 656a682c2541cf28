/** Rules that restart all containers of a pod in place when one of them exits with a certain code. */
import {
  isConditionTrue,
  type Container,
  type ContainerStateTerminated,
  type ContainerStateWaiting,
  type Pod,
  type PodCondition,
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

/** True when the newest instance of the container has exited with a code whose rule restarts all containers. */
function isSource(container: Container, view: PodView): boolean {
  if (!hasRule(container)) return false;
  const instance = newestInstance(view, container.name);
  if (instance?.state !== 'exited') return false;
  return ruleFor(container, instance.exitCode ?? 0)?.action === 'RestartAllContainers';
}

/**
 * The instances to kill and remove, in order: those of other containers first, of what exited last. None when nothing asks for it.
 * @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions
 */
export function instancesToReset(pod: Pod, view: PodView): readonly RuntimeContainer[] {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const sources = all.filter((container) => isSource(container, view));
  if (sources.length === 0) return [];
  const ordered = [...all.filter((container) => !sources.includes(container)), ...sources];
  return ordered.flatMap(({ name }) => view.containers.filter((instance) => instance.name === name));
}

/** True while the containers are being removed. */
export const isResetting = (pod: Pod, view: PodView): boolean => instancesToReset(pod, view).length > 0;

/** True when the status that was shown last said so. */
export const wasResetting = (conditions: readonly PodCondition[] | undefined): boolean =>
  isConditionTrue(conditions, 'AllContainersRestarting');
