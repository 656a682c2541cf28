/** The tables of services, endpoints and endpoint slices. */
import type { Endpoints, Service } from '../core-v1/services.ts';
import type { EndpointSlice } from '../discovery-v1/endpoint-slices.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';
import { selectorText } from './workload-tables.ts';

const age = ({ metadata }: KubeObject, nowUnixMs: number): string => ageCell(metadata.creationTimestamp, nowUnixMs);
const orNone = (texts: readonly string[]): string => texts.join(',') || '<none>';

export const serviceTable: TableType<Service> = {
  columns: [
    nameColumn,
    column(
      'Type',
      'type determines how the Service is exposed. Defaults to ClusterIP. Valid options are ExternalName, ClusterIP, NodePort, and LoadBalancer. "ClusterIP" allocates a cluster-internal IP address for load-balancing to endpoints. Endpoints are determined by the selector or if that is not specified, by manual construction of an Endpoints object or EndpointSlice objects. If clusterIP is "None", no virtual IP is allocated and the endpoints are published as a set of endpoints rather than a virtual IP. "NodePort" builds on ClusterIP and allocates a port on every node which routes to the same endpoints as the clusterIP. "LoadBalancer" builds on NodePort and creates an external load-balancer (if supported in the current cloud) which routes to the same endpoints as the clusterIP. "ExternalName" aliases this service to the specified externalName. Several other fields do not apply to ExternalName services. More info: https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
    ),
    column(
      'Cluster-IP',
      'clusterIP is the IP address of the service and is usually assigned randomly. If an address is specified manually, is in-range (as per system configuration), and is not in use, it will be allocated to the service; otherwise creation of the service will fail. This field may not be changed through updates unless the type field is also being changed to ExternalName (which requires this field to be blank) or the type field is being changed from ExternalName (in which case this field may optionally be specified, as describe above).  Valid values are "None", empty string (""), or a valid IP address. Setting this to "None" makes a "headless service" (no virtual IP), which is useful when direct endpoint connections are preferred and proxying is not required.  Only applies to types ClusterIP, NodePort, and LoadBalancer. If this field is specified when creating a Service of type ExternalName, creation will fail. This field will be wiped when updating a Service to type ExternalName. More info: https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies',
    ),
    column(
      'External-IP',
      'externalIPs is a list of IP addresses for which nodes in the cluster will also accept traffic for this service.  These IPs are not managed by Kubernetes.  The user is responsible for ensuring that traffic arrives at a node with this IP.  A common example is external load-balancers that are not part of the Kubernetes system.',
    ),
    column(
      'Port(s)',
      'The list of ports that are exposed by this service. More info: https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies',
    ),
    ageColumn,
    wideColumn(
      'Selector',
      'Route service traffic to pods with label keys and values matching this selector. If empty or not present, the service is assumed to have an external process managing its endpoints, which Kubernetes will not modify. Only applies to types ClusterIP, NodePort, and LoadBalancer. Ignored if type is ExternalName. More info: https://kubernetes.io/docs/concepts/services-networking/service/',
    ),
  ],
  cells: (service, now) => [
    service.metadata.name,
    service.spec.type ?? '',
    service.spec.clusterIPs?.[0] ?? (service.spec.clusterIP || '<none>'),
    externalAddress(service),
    portsText(service),
    age(service, now),
    selectorText({ matchLabels: service.spec.selector ?? {} }),
  ],
};

/** @source kube-apiserver v1.37 pkg/printers/internalversion: getServiceExternalIP */
function externalAddress({ spec, status }: Service): string {
  const { type, externalIPs = [], externalName = '' } = spec;
  if (type === 'ExternalName') return externalName;
  if (type !== 'LoadBalancer') return orNone(externalIPs);
  const ingress = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '');
  return [...ingress, ...externalIPs].join(',') || '<pending>';
}

const portsText = ({ spec }: Service): string =>
  orNone(
    (spec.ports ?? []).map(
      ({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
    ),
  );

const SHOWN = 3;

/** Three of them, and how many more there are. */
function shortened(texts: readonly string[], none: string): string {
  if (texts.length === 0) return none;
  const more = texts.length - SHOWN;
  return texts.slice(0, SHOWN).join(',') + (more > 0 ? ` + ${more} more...` : '');
}

export const endpointsTable: TableType<Endpoints> = {
  columns: [
    nameColumn,
    column(
      'Endpoints',
      'The set of all endpoints is the union of all subsets. Addresses are placed into subsets according to the IPs they share. A single address with multiple ports, some of which are ready and some of which are not (because they come from different containers) will result in the address being displayed in different subsets for the different ports. No address will appear in both Addresses and NotReadyAddresses in the same subset. Sets of addresses and ports that comprise a service.',
    ),
    ageColumn,
  ],
  cells: (endpoints, now) => [
    endpoints.metadata.name,
    shortened(
      (endpoints.subsets ?? []).flatMap(({ addresses = [], ports = [] }) =>
        ports.flatMap(({ port }) => addresses.map(({ ip }) => `${ip}:${port}`)),
      ),
      '<none>',
    ),
    age(endpoints, now),
  ],
};

export const endpointSliceTable: TableType<EndpointSlice> = {
  columns: [
    nameColumn,
    column(
      'AddressType',
      'addressType specifies the type of address carried by this EndpointSlice. All addresses in this slice must be the same type. This field is immutable after creation. The following address types are currently supported: * IPv4: Represents an IPv4 Address. * IPv6: Represents an IPv6 Address. * FQDN: Represents a Fully Qualified Domain Name. (Deprecated) The EndpointSlice controller only generates, and kube-proxy only processes, slices of addressType "IPv4" and "IPv6". No semantics are defined for the "FQDN" type.',
    ),
    column(
      'Ports',
      'ports specifies the list of network ports exposed by each endpoint in this slice. Each port must have a unique name. Each slice may include a maximum of 100 ports. Services always have at least 1 port, so EndpointSlices generated by the EndpointSlice controller will likewise always have at least 1 port. EndpointSlices used for other purposes may have an empty ports list.',
    ),
    column(
      'Endpoints',
      'endpoints is a list of unique endpoints in this slice. Each slice may include a maximum of 1000 endpoints.',
    ),
    ageColumn,
  ],
  cells: (slice, now) => [
    slice.metadata.name,
    slice.addressType,
    shortened(
      (slice.ports ?? []).map(({ port }) => String(port ?? '*')),
      '<unset>',
    ),
    shortened(
      (slice.endpoints ?? []).flatMap(({ addresses }) => addresses),
      '<unset>',
    ),
    age(slice, now),
  ],
};
