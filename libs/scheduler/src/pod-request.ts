/** What a pod asks of a node: effective resource request, the sums that scoring uses, and host ports. */
import {
  isSidecar,
  milliValue,
  quantityValue,
  type Container,
  type ContainerStatus,
  type Pod,
  type ResourceList,
} from '#kube-api';

/** Amount by resource name: milli-CPUs for cpu, else bytes or pieces. */
export type Amounts = Map<string, number>;

export interface HostPort {
  readonly protocol: string;
  readonly port: number;
  readonly ip: string;
}

/** Never changed: it is shared between the queue and the node that the pod goes to. */
export interface PodRequest {
  /** Milli-CPUs. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes. */
  readonly ephemeralStorage: number;
  /** Extended resources and huge pages, by name. */
  readonly scalars: readonly (readonly [name: string, amount: number])[];
  /** cpu and memory with a default for each container that names none; scoring uses them. */
  readonly nonZeroCpu: number;
  readonly nonZeroMemory: number;
  readonly hostPorts: readonly HostPort[];
  /** True when only the number of pods on the node matters. */
  readonly nothing: boolean;
}

const DEFAULT_CPU = 100;
const DEFAULT_MEMORY = 200 * 2 ** 20;
const FIXED = ['cpu', 'memory', 'ephemeral-storage'];
const NONE: readonly never[] = Object.freeze([]);

/** The effective request of a pod. A pod that is being resized asks for the larger of what it wants and what it has. */
export function podRequest(pod: Pod): PodRequest {
  return podRequestFrom(pod, (container) => requestInForce(pod, container));
}

/** The request as the spec alone states it. */
export function specRequest(pod: Pod): PodRequest {
  return podRequestFrom(pod, (container) => container.resources?.requests);
}

type RequestOf = (container: Container) => ResourceList | undefined;

const podRequestFrom = (pod: Pod, requestOf: RequestOf): PodRequest =>
  usualRequest(pod, requestOf) ?? wholeRequest(pod, requestOf);

/** The same for the usual pod, without detours: containers that ask for CPU and memory and nothing else. */
function usualRequest({ spec }: Pod, requestOf: RequestOf): PodRequest | undefined {
  if (spec.initContainers || spec.overhead || spec.resources) return undefined;
  let [cpu, memory, nonZeroCpu, nonZeroMemory] = [0, 0, 0, 0];
  for (const container of spec.containers) {
    if (container.ports?.some(({ hostPort }) => hostPort)) return undefined;
    const requests = requestOf(container) ?? NOTHING;
    for (const name in requests) if (name !== 'cpu' && name !== 'memory') return undefined;
    const [milliCpus, bytes] = [milliValue(requests['cpu']), quantityValue(requests['memory'])];
    cpu += milliCpus;
    memory += bytes;
    nonZeroCpu += requests['cpu'] === undefined ? DEFAULT_CPU : milliCpus;
    nonZeroMemory += requests['memory'] === undefined ? DEFAULT_MEMORY : bytes;
  }
  const nothing = cpu === 0 && memory === 0;
  // One literal: requests are read by the million, and equal shapes are what makes that cheap.
  return { cpu, memory, ephemeralStorage: 0, scalars: NONE, nonZeroCpu, nonZeroMemory, hostPorts: NONE, nothing };
}

const NOTHING: ResourceList = Object.freeze({});

function wholeRequest(pod: Pod, requestOf: RequestOf): PodRequest {
  const containers = pod.spec.initContainers
    ? [...pod.spec.initContainers, ...pod.spec.containers]
    : pod.spec.containers;
  const own = new Map(containers.map((container) => [container, amountsOf(requestOf(container))]));
  const amounts = effectiveAmounts(pod, (container) => new Map(own.get(container)));
  const scored = effectiveAmounts(pod, (container) => withDefaults(pod, new Map(own.get(container))));
  const scalars = [...amounts].filter(([name]) => !FIXED.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    cpu: amounts.get('cpu') ?? 0,
    memory: amounts.get('memory') ?? 0,
    ephemeralStorage: amounts.get('ephemeral-storage') ?? 0,
    scalars: scalars.length > 0 ? scalars : NONE,
    nonZeroCpu: scored.get('cpu') ?? 0,
    nonZeroMemory: scored.get('memory') ?? 0,
    hostPorts: hostPortsOf(pod),
    nothing: [...amounts.values()].every((amount) => amount === 0),
  };
}

/**
 * Containers add up; an init container counts alone beside the sidecars started before it; pod-level values replace the
 * aggregate; overhead comes on top.
 * @source kube-scheduler v1.37 k8s.io/component-helpers/resource: PodRequests
 */
function effectiveAmounts(pod: Pod, amountsOfContainer: (container: Container) => Amounts): Amounts {
  const total: Amounts = new Map();
  for (const container of pod.spec.containers) add(total, amountsOfContainer(container));
  addInitContainers(total, pod.spec.initContainers ?? NONE, amountsOfContainer);
  for (const [name, amount] of amountsOf(pod.spec.resources?.requests)) if (isPodLevel(name)) total.set(name, amount);
  add(total, amountsOf(pod.spec.overhead));
  return total;
}

function addInitContainers(
  total: Amounts,
  init: readonly Container[],
  amountsOfContainer: (container: Container) => Amounts,
): void {
  const sidecars: Amounts = new Map();
  const peak: Amounts = new Map();
  for (const container of init) {
    const amounts = amountsOfContainer(container);
    const sidecar = isSidecar(container);
    if (sidecar) add(total, amounts);
    if (sidecar) add(sidecars, amounts);
    else add(amounts, sidecars);
    raise(peak, sidecar ? sidecars : amounts);
  }
  raise(total, peak);
}

const isPodLevel = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

const amountOf = (resource: string, quantity: string | undefined): number =>
  resource === 'cpu' ? milliValue(quantity) : quantityValue(quantity);

/** Amounts of a resource list. */
export function amountsOf(list: ResourceList | undefined): Amounts {
  const amounts: Amounts = new Map();
  if (list) for (const name of Object.keys(list)) amounts.set(name, amountOf(name, list[name]));
  return amounts;
}

function withDefaults(pod: Pod, amounts: Amounts): Amounts {
  const atPodLevel = pod.spec.resources?.requests;
  if (!amounts.has('cpu') && atPodLevel?.['cpu'] === undefined) amounts.set('cpu', DEFAULT_CPU);
  if (!amounts.has('memory') && atPodLevel?.['memory'] === undefined) amounts.set('memory', DEFAULT_MEMORY);
  return amounts;
}

function add(target: Amounts, amounts: Amounts): void {
  for (const [name, amount] of amounts) target.set(name, (target.get(name) ?? 0) + amount);
}

function raise(target: Amounts, amounts: Amounts): void {
  for (const [name, amount] of amounts) target.set(name, Math.max(target.get(name) ?? 0, amount));
}

function requestInForce(pod: Pod, container: Container): ResourceList | undefined {
  const wanted = container.resources?.requests;
  const status = statusOf(pod, container.name);
  const held = [status?.allocatedResources, status?.resources?.requests].filter((list) => list !== undefined);
  if (!wanted || held.length === 0) return wanted;
  return largest(isResizeInfeasible(pod) ? held : [wanted, ...held]);
}

function statusOf(pod: Pod, name: string): ContainerStatus | undefined {
  const { containerStatuses = NONE, initContainerStatuses = NONE } = pod.status ?? {};
  return [...containerStatuses, ...initContainerStatuses].find((status) => status.name === name);
}

function isResizeInfeasible(pod: Pod): boolean {
  return (
    pod.status?.conditions?.some(({ type, reason }) => type === 'PodResizePending' && reason === 'Infeasible') ?? false
  );
}

function largest(lists: readonly ResourceList[]): ResourceList {
  const result = new Map<string, string>();
  for (const list of lists)
    for (const [name, quantity] of Object.entries(list))
      if (amountOf(name, quantity) >= amountOf(name, result.get(name))) result.set(name, quantity);
  return Object.fromEntries(result);
}

function hostPortsOf({ spec }: Pod): readonly HostPort[] {
  const sidecars = (spec.initContainers ?? NONE).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const ports: HostPort[] = [];
  for (const container of sidecars.length > 0 ? [...spec.containers, ...sidecars] : spec.containers)
    for (const { hostPort, protocol = 'TCP', hostIP } of container.ports ?? NONE)
      if (hostPort) ports.push({ protocol, port: hostPort, ip: hostIP || '0.0.0.0' });
  return ports.length > 0 ? ports : NONE;
}
