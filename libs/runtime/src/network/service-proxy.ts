/** The service proxy of a node: from the address of a service to one of the pods behind it. */
import { draw, type Kernel, type RandomStream } from '#kernel';
import type { Endpoint, EndpointSlice, Service, ServicePort } from '#kube-api';
import { objectsOf, type ObjectStore } from '#object-store';

export interface Destination {
  readonly address: string;
  readonly port: number;
}

const servicesOf = (store: ObjectStore): Iterable<Service> => objectsOf(store, 'services') as Iterable<Service>; // holds Services

/** The slices of a service. */
export const slicesOf = (store: ObjectStore, { metadata }: Service): readonly EndpointSlice[] =>
  ([...objectsOf(store, 'endpointslices')] as EndpointSlice[]).filter(
    (slice) =>
      slice.metadata.namespace === metadata.namespace &&
      slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name, // holds EndpointSlices
  );

export interface ProxyHost extends Kernel {
  readonly store: ObjectStore;
}

/**
 * Where a connection goes: on as it is, to an endpoint, or `refused` where a service has none. A port that a service does not have
 * is nowhere.
 * @source kube-proxy v1.37 pkg/proxy/iptables/proxier.go
 * @divergence a change of endpoints holds at once
 */
export function routeOf(
  host: ProxyHost,
  stream: RandomStream,
  { address, port }: Destination,
  isNode: boolean,
): Destination | 'refused' | 'nowhere' {
  for (const service of servicesOf(host.store)) {
    const isOfCluster = service.spec.clusterIP === address;
    if (!isOfCluster && !isNode) continue;
    const wanted = service.spec.ports?.find((one) => (isOfCluster ? one.port : one.nodePort) === port);
    if (wanted) return endpointFor(host, stream, { service, port: wanted });
    if (isOfCluster) return 'nowhere';
  }
  return { address, port };
}

function endpointFor(
  host: ProxyHost,
  stream: RandomStream,
  { service, port }: { readonly service: Service; readonly port: ServicePort },
): Destination | 'refused' {
  const all = slicesOf(host.store, service).flatMap(({ endpoints, ports }) => {
    const number = ports?.find(({ name = '' }) => name === (port.name ?? ''))?.port;
    return number === undefined ? [] : (endpoints ?? []).map((endpoint) => ({ endpoint, number }));
  });
  const ready = all.filter(({ endpoint }) => endpoint.conditions?.ready !== false);
  const usable = ready.length > 0 ? ready : all.filter(({ endpoint }) => isLastResort(endpoint));
  const chosen = usable.length > 1 ? usable[Math.floor(draw(host, stream) * usable.length)] : usable[0];
  return chosen ? { address: chosen.endpoint.addresses[0] ?? '', port: chosen.number } : 'refused';
}

/** Where nothing is ready, what is about to end still serves. */
const isLastResort = ({ conditions }: Endpoint): boolean =>
  conditions?.serving === true && conditions.terminating === true;
