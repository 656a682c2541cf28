/** The cluster's DNS: names of services and of the pods behind them. */
import { HEADLESS, type EndpointSlice, type Service } from '#kube-api';
import { findObject, keyOf, objectsOf, type ObjectStore } from '#object-store';
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN } from './cluster-network.ts';
import { slicesOf } from './service-proxy.ts';

/**
 * The addresses of a full name such as `web.default.svc.cluster.local`; none: there is no such name.
 * @source CoreDNS 1.14 plugin/kubernetes
 * @divergence Answers are never old: neither the watch of the server nor its cache takes time. Names outside of the cluster do not exist.
 */
export function addressesOf(store: ObjectStore, fullName: string): readonly string[] {
  const suffix = `.${CLUSTER_DOMAIN}`;
  const name = fullName.toLowerCase().replace(/\.$/, '');
  if (!name.endsWith(suffix)) return [];
  const labels = name.slice(0, -suffix.length).split('.').toReversed();
  const [kind, namespace = '', first = '', second, ...rest] = labels;
  if (rest.length > 0 || first === '') return [];
  if (kind === 'pod') return second === undefined ? podAddress(first) : [];
  if (kind !== 'svc') return [];
  return serviceAddresses(store, { namespace, service: first, hostname: second });
}

/** `10-64-0-2`: the server believes whoever asks. */
const podAddress = (dashed: string): readonly string[] =>
  /^\d+(-\d+){3}$/.test(dashed) ? [dashed.replaceAll('-', '.')] : [];

interface ServiceName {
  readonly namespace: string;
  readonly service: string;
  /** Of a pod behind the service. */
  readonly hostname: string | undefined;
}

function serviceAddresses(store: ObjectStore, { namespace, service: name, hostname }: ServiceName): readonly string[] {
  if (keyOf(namespace, name) === DNS_SERVICE) return hostname === undefined ? [CLUSTER_DNS_IP] : [];
  const service = findObject(store, 'services', { namespace, name }) as Service | undefined; // holds Services
  if (!service || service.spec.type === 'ExternalName') return [];
  const { clusterIP } = service.spec;
  if (hostname === undefined && clusterIP !== HEADLESS) return clusterIP ? [clusterIP] : [];
  return endpointAddresses(slicesOf(store, service), hostname);
}

const DNS_SERVICE = 'kube-system/kube-dns';

/** Of a headless service the addresses that are ready; one by its host name, or by the dashed address. */
const endpointAddresses = (slices: readonly EndpointSlice[], hostname: string | undefined): readonly string[] =>
  slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .filter(
      (endpoint) =>
        hostname === undefined || hostname === (endpoint.hostname ?? endpoint.addresses[0]?.replaceAll('.', '-')),
    )
    .flatMap(({ addresses }) => addresses);

/** The full name that belongs to an address, if it is that of a service. */
export function nameOf(store: ObjectStore, address: string): string | undefined {
  const services = objectsOf(store, 'services') as Iterable<Service>; // holds Services
  for (const { metadata, spec } of services)
    if (spec.clusterIP === address) return `${metadata.name}.${metadata.namespace ?? ''}.svc.${CLUSTER_DOMAIN}`;
  return undefined;
}
