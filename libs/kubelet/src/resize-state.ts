/** What the kubelet remembers of a pod whose resources were changed: what it has granted, and what waits. */
import type { Container, Pod, PodCondition, ResourceRequirements } from '#kube-api';
import { isEqualData } from './equality.ts';

/** Replaced, never changed. */
export interface ResizeState {
  /** The pod as the API server wants it. */
  readonly desired: Pod;
  /** Granted resources by container; of all containers that may be resized. */
  readonly granted: Readonly<Record<string, ResourceRequirements>>;
  /** The condition PodResizePending: the change does not fit now, or never. */
  readonly pending?: PodCondition;
  /** The condition PodResizeInProgress: granted, and not yet in force in every container. */
  readonly inProgress?: PodCondition;
}

const all = ({ spec }: Pod): readonly Container[] =>
  spec.initContainers ? [...spec.initContainers, ...spec.containers] : spec.containers;

/** The resources of a pod's containers, by name. */
export function resourcesOf(pod: Pod): Readonly<Record<string, ResourceRequirements>> {
  return Object.fromEntries(all(pod).map(({ name, resources = {} }) => [name, resources]));
}

/** True when some container of one pod has other resources than in the other. */
export function hasOtherResources(before: Pod, after: Pod): boolean {
  return (
    differ(before.spec.containers, after.spec.containers) ||
    differ(before.spec.initContainers, after.spec.initContainers)
  );
}

function differ(before: readonly Container[] | undefined, after: readonly Container[] | undefined): boolean {
  if (before === after || !before || !after) return false;
  for (let i = 0; i < after.length; i++) {
    const [old, next] = [before[i]?.resources, after[i]?.resources];
    if (old !== next && !isEqualData(old ?? {}, next ?? {})) return true;
  }
  return false;
}

/** The pod with the resources that were granted instead of the ones that are wanted. */
export function asGranted({ granted }: ResizeState, pod: Pod): Pod {
  const take = (container: Container): Container => {
    const resources = granted[container.name];
    return resources && resources !== container.resources ? { ...container, resources } : container;
  };
  const { containers, initContainers } = pod.spec;
  const spec = { ...pod.spec, containers: containers.map(take) };
  return { ...pod, spec: initContainers ? { ...spec, initContainers: initContainers.map(take) } : spec };
}

/** The conditions that say how far a resize is; none for the usual pod. */
export function resizeConditions(resize: ResizeState | undefined): readonly PodCondition[] {
  return [resize?.pending, resize?.inProgress].filter((condition) => condition !== undefined);
}
