/** What the API server fills into services, and what an update keeps of the stored one. */
import type { Service, ServicePort, ServiceSpec } from './services.ts';

export const HEADLESS = 'None';

/** @source kube-apiserver v1.37 pkg/apis/core/v1/defaults.go SetDefaults_Service */
export function defaultService(service: Service): Service {
  const given = service.spec ?? {};
  const type = given.type || 'ClusterIP';
  const isExternal = type === 'ExternalName';
  const spec: ServiceSpec = {
    ...given,
    type,
    sessionAffinity: given.sessionAffinity || 'None',
    ...(given.ports && { ports: given.ports.map(defaultPort) }),
    ...(!isExternal && { internalTrafficPolicy: given.internalTrafficPolicy ?? 'Cluster', ...familiesOf(given) }),
    ...(given.sessionAffinity === 'ClientIP' && {
      sessionAffinityConfig: given.sessionAffinityConfig ?? { clientIP: { timeoutSeconds: 10_800 } },
    }),
    ...(hasNodePorts(type) && { externalTrafficPolicy: given.externalTrafficPolicy || 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: given.allocateLoadBalancerNodePorts ?? true }),
  };
  return { ...service, spec, status: service.status ?? { loadBalancer: {} } };
}

/** Types whose ports are open on every node. */
export const hasNodePorts = (type: string | undefined): boolean => type === 'NodePort' || type === 'LoadBalancer';

const familiesOf = ({ ipFamilies, ipFamilyPolicy }: ServiceSpec): Partial<ServiceSpec> => ({
  ipFamilies: ipFamilies ?? ['IPv4'],
  ipFamilyPolicy: ipFamilyPolicy ?? 'SingleStack',
});

const defaultPort = (port: ServicePort): ServicePort => ({
  ...port,
  protocol: port.protocol || 'TCP',
  targetPort:
    port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '' ? port.port : port.targetPort,
});

/**
 * Addresses that the server has given stay when a client leaves them out; the status is the server's.
 * @source kube-apiserver v1.37 pkg/registry/core/service/storage/alloc.go patchAllocatedValues
 */
export function keepAllocated(service: Service, stored: Service): Service {
  const { spec } = service;
  const isExternal = spec.type === 'ExternalName';
  const { clusterIP, clusterIPs } = stored.spec;
  const keepsAddress = !isExternal && !spec.clusterIP && clusterIP !== undefined;
  const ports = spec.ports?.map((port) => keepNodePort(port, spec, stored.spec));
  const next: ServiceSpec = {
    ...spec,
    ...(keepsAddress && { clusterIP, ...(clusterIPs && { clusterIPs }) }),
    ...(ports && { ports }),
  };
  return { ...service, spec: next, ...(stored.status && { status: stored.status }) };
}

function keepNodePort(port: ServicePort, { type }: ServiceSpec, stored: ServiceSpec): ServicePort {
  if (port.nodePort || !hasNodePorts(type)) return port;
  const before = stored.ports?.find((one) => one.port === port.port && one.protocol === port.protocol);
  return before?.nodePort ? { ...port, nodePort: before.nodePort } : port;
}
