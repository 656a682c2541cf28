/** Which endpoints a service has: one for each pod that it selects, in the state that the pod is in. */
import {
  isPodReady,
  isSidecar,
  isTerminalPhase,
  type Container,
  type Endpoint,
  type EndpointAddress,
  type EndpointSlicePort,
  type EndpointSubset,
  type Node,
  type Pod,
  type Service,
  type ServicePort,
} from '#kube-api';
import { getObject, listObjects, type ObjectStore } from '#object-store';

/** Endpoints that have the same ports: a named port may stand for other numbers in other pods. */
export interface EndpointGroup {
  readonly ports: readonly EndpointSlicePort[];
  readonly endpoints: readonly Endpoint[];
}

/** Whether a service selects a pod. */
export function selects({ metadata, spec }: Service, pod: Pod): boolean {
  const wanted = Object.entries(spec.selector ?? {});
  const { labels } = pod.metadata;
  return (
    wanted.length > 0 &&
    spec.type !== 'ExternalName' &&
    metadata.namespace === pod.metadata.namespace &&
    wanted.every(([key, value]) => labels !== undefined && Object.hasOwn(labels, key) && labels[key] === value)
  );
}

/**
 * The endpoints of a service as of now, by their ports.
 * @source kube-controller-manager v1.37, k8s.io/endpointslice reconciler.go reconcileByAddressType
 */
export function endpointGroups(store: ObjectStore, service: Service): readonly EndpointGroup[] {
  const groups = new Map<string, { ports: readonly EndpointSlicePort[]; endpoints: Endpoint[] }>();
  const pods = listObjects(store, 'pods', service.metadata.namespace) as Pod[]; // pods holds Pods
  for (const pod of pods) {
    if (!selects(service, pod) || !pod.status?.podIP || isTerminalPhase(pod.status.phase)) continue;
    const ports = portsIn(service, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpointOf(store, service, pod));
  }
  return [...groups.values()];
}

function portsIn({ spec }: Service, pod: Pod): EndpointSlicePort[] {
  return (spec.ports ?? []).flatMap((port) => {
    const number = targetOf(port, pod);
    return number === undefined ? [] : [{ name: port.name ?? '', port: number, protocol: port.protocol ?? 'TCP' }];
  });
}

/** A named port is looked for in containers and sidecars. @source k8s.io/endpointslice utils.go FindPort */
function targetOf({ port, targetPort = port, protocol = 'TCP' }: ServicePort, { spec }: Pod): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const containers: readonly Container[] = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)];
  const ports = containers.flatMap((container) => container.ports ?? []);
  return ports.find((one) => one.name === targetPort && (one.protocol ?? 'TCP') === protocol)?.containerPort;
}

function endpointOf(store: ObjectStore, { metadata, spec }: Service, pod: Pod): Endpoint {
  const { status, spec: podSpec } = pod;
  const { nodeName, hostname, subdomain } = podSpec;
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = spec.publishNotReadyAddresses === true || (serving && !terminating);
  const { namespace, name, uid } = pod.metadata;
  const node = getObject(store, 'nodes', nodeName ?? '') as Node | undefined; // holds Nodes
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'];
  return {
    addresses: [status?.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...(hostname && subdomain === metadata.name && { hostname }),
    ...(nodeName && { nodeName }),
    targetRef: { kind: 'Pod', ...(namespace && { namespace }), name, ...(uid && { uid }) },
    ...(zone && { zone }),
  };
}

/**
 * The same in the old form, where an address is ready or not.
 * @source kube-controller-manager v1.37 pkg/controller/endpoint/endpoints_controller.go
 */
export const subsetsOf = (groups: readonly EndpointGroup[]): readonly EndpointSubset[] =>
  groups.flatMap(({ ports, endpoints }) => {
    const addressesOf = (isReady: boolean): EndpointAddress[] =>
      endpoints
        .filter(({ conditions }) => conditions?.ready === isReady && conditions.terminating !== true)
        .map(({ addresses: [ip = ''], hostname, nodeName, targetRef }) => ({
          ip,
          ...(hostname && { hostname }),
          ...(nodeName && { nodeName }),
          ...(targetRef && { targetRef }),
        }));
    const [ready, others] = [addressesOf(true), addressesOf(false)];
    if (ready.length + others.length === 0) return [];
    return [
      {
        ...(ready.length > 0 && { addresses: ready }),
        ...(others.length > 0 && { notReadyAddresses: others }),
        ports: ports.map(({ name, port = 0, protocol = 'TCP' }) => ({ ...(name && { name }), port, protocol })),
      },
    ];
  });
