/** What a pod as a whole asks for and may use: its containers' resources taken together. */
import {
  isSidecar,
  addQuantities,
  compareQuantities,
  type Container,
  type Pod,
  type ResourceList,
  type ResourceRequirements,
} from '#kube-api';

export interface PodResources {
  /** The spec that they were summed up from. */
  readonly spec: Pod['spec'];
  readonly allocated: ResourceList | undefined;
  readonly resources: ResourceRequirements;
}

const NONE: ResourceRequirements = {};

const hasResources = ({ resources }: Container): boolean =>
  resources?.requests !== undefined || resources?.limits !== undefined;

/** The sums of a pod; the ones of `before` if they are of the same spec. */
export function podResources({ spec }: Pod, before: PodResources | undefined): PodResources {
  if (before?.spec === spec) return before;
  const { containers, initContainers } = spec;
  if (!containers.some(hasResources) && !initContainers?.some(hasResources) && !spec.resources)
    return { spec, allocated: undefined, resources: NONE };
  const [only, second] = containers;
  if (only && !second && !initContainers && !spec.resources) return ofOne(spec, only);
  const requests = effective(spec, 'requests');
  const limits = effective(spec, 'limits');
  return { spec, allocated: requests, resources: { ...(limits && { limits }), ...(requests && { requests }) } };
}

/** Of a single container the pod has what it has. */
function ofOne(spec: Pod['spec'], { resources = NONE }: Container): PodResources {
  const { requests, limits, claims } = resources;
  if (!claims) return { spec, allocated: requests, resources };
  return { spec, allocated: requests, resources: { ...(limits && { limits }), ...(requests && { requests }) } };
}

type Kind = 'requests' | 'limits';
type Sums = Map<string, string>;

/**
 * Containers add up; an init container counts alone beside the sidecars before it; pod-level values replace the sum.
 * @source k8s.io/component-helpers v1.37 resource: PodRequests, PodLimits
 */
function effective({ containers, initContainers, resources }: Pod['spec'], kind: Kind): ResourceList | undefined {
  const total: Sums = new Map();
  for (const container of containers) add(total, container.resources?.[kind]);
  const sidecars: Sums = new Map();
  const peak: Sums = new Map();
  for (const container of initContainers ?? []) {
    const own: Sums = new Map(sidecars);
    add(own, container.resources?.[kind]);
    if (isSidecar(container)) {
      add(sidecars, container.resources?.[kind]);
      add(total, container.resources?.[kind]);
    }
    raise(peak, own);
  }
  raise(total, peak);
  for (const [name, quantity] of Object.entries(resources?.[kind] ?? {})) total.set(name, quantity);
  if (total.size === 0) return undefined;
  return Object.fromEntries([...total].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function add(sums: Sums, list: ResourceList | undefined): void {
  for (const [name, quantity] of Object.entries(list ?? {})) {
    const before = sums.get(name);
    sums.set(name, before === undefined ? quantity : addQuantities(before, quantity));
  }
}

function raise(sums: Sums, other: Sums): void {
  for (const [name, quantity] of other) if (compareQuantities(sums.get(name), quantity) < 0) sums.set(name, quantity);
}
