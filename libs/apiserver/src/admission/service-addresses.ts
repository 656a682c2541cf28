/** Addresses that the server gives to services: in the cluster, and ports on the nodes. */
import { draw } from '#kernel';
import {
  HEADLESS,
  hasNodePorts,
  invalid,
  invalidObject,
  type KubeObject,
  type Service,
  type ServicePort,
  type ServiceSpec,
} from '#kube-api';
import { objectsOf } from '#object-store';
import type { ApiHost } from '../api-host.ts';
import type { Call } from '../call.ts';

const FIRST_NODE_PORT = 30_000;
const NODE_PORTS = 2768;

const servicesOf = ({ store }: ApiHost): readonly Service[] => [...objectsOf(store, 'services')] as Service[]; // holds Services

/**
 * Gives a new or changed service what it lacks: an address, unless it is headless or an external name, and ports of the nodes
 * where its type has them. Throws a 422 for an address that another service has.
 * @source kube-apiserver v1.37 pkg/registry/core/service/storage/alloc.go
 */
export function admitService(call: Call, object: KubeObject): Service {
  const service = object as Service; // by its resource
  const others = servicesOf(call.host).filter(({ metadata }) => !isSame(metadata, service.metadata));
  return { ...service, spec: withNodePorts(call, withAddress(call, service, others), others) };
}

const isSame = (a: KubeObject['metadata'], b: KubeObject['metadata']): boolean =>
  a.name === b.name && a.namespace === b.namespace;

function withAddress(call: Call, { metadata, spec }: Service, others: readonly Service[]): ServiceSpec {
  if (spec.type === 'ExternalName') {
    const { clusterIP: _address, clusterIPs: _addresses, ...rest } = spec;
    return rest;
  }
  const taken = new Set(others.map((other) => other.spec.clusterIP));
  const given = spec.clusterIP || spec.clusterIPs?.[0];
  if (given && given !== HEADLESS && taken.has(given))
    throw invalidObject({ ...call.type, name: metadata.name ?? '' }, [
      invalid('spec.clusterIPs', [given], `failed to allocate IP ${given}: provided IP is already allocated`),
    ]);
  const clusterIP = given || drawAddress(call.host, taken);
  return { ...spec, clusterIP, clusterIPs: [clusterIP] };
}

/** Of 10.96.0.0/12, whose first addresses are kept for those who ask for one. */
function drawAddress(host: ApiHost, taken: ReadonlySet<string | undefined>): string {
  const byte = (): number => Math.floor(draw(host, host.api.names) * 256);
  for (;;) {
    const address = `10.${96 + (byte() & 15)}.${byte()}.${1 + (byte() % 254)}`;
    if (!taken.has(address) && !address.startsWith('10.96.0.')) return address;
  }
}

function withNodePorts({ host }: Call, spec: ServiceSpec, others: readonly Service[]): ServiceSpec {
  if (!hasNodePorts(spec.type) || !spec.ports) return spec;
  const all = [...others.map((other) => other.spec), spec];
  const taken = new Set(all.flatMap(({ ports = [] }) => ports.map(({ nodePort }) => nodePort)));
  const fill = (port: ServicePort): ServicePort => {
    if (port.nodePort) return port;
    let nodePort: number;
    do nodePort = FIRST_NODE_PORT + Math.floor(draw(host, host.api.names) * NODE_PORTS);
    while (taken.has(nodePort));
    taken.add(nodePort);
    return { ...port, nodePort };
  };
  return { ...spec, ports: spec.ports.map(fill) };
}
