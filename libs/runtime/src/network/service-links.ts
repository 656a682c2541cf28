/** Variables that tell a container of services: those of its namespace, and the one of the API server. */
import { HEADLESS, type Pod, type Service } from '#kube-api';
import { objectsOf, type ObjectStore } from '#object-store';

/**
 * `WEB_SERVICE_HOST` and the like, of services that have an address.
 * @source kubelet v1.37 pkg/kubelet/kubelet_pods.go getServiceEnvVarMap, pkg/kubelet/envvars/envvars.go FromServices
 */
export function serviceLinks(store: ObjectStore, { metadata, spec }: Pod): Map<string, string> {
  const services = objectsOf(store, 'services') as Iterable<Service>; // holds Services
  const isOwn = (service: Service): boolean =>
    spec.enableServiceLinks !== false && service.metadata.namespace === metadata.namespace;
  const isOfServer = ({ metadata: { name, namespace } }: Service): boolean =>
    name === 'kubernetes' && namespace === 'default';
  const linked = [...services].filter((service) => hasAddress(service) && (isOwn(service) || isOfServer(service)));
  return new Map(linked.flatMap(variablesOf));
}

const hasAddress = ({ spec: { clusterIP } }: Service): boolean => Boolean(clusterIP) && clusterIP !== HEADLESS;

const variableName = (name: string): string => name.toUpperCase().replaceAll('-', '_');

function variablesOf({ metadata, spec }: Service): [string, string][] {
  const prefix = variableName(metadata.name);
  const host = spec.clusterIP ?? '';
  const ports = spec.ports ?? [];
  const named = ports.flatMap(({ name, port }): [string, string][] =>
    name ? [[`${prefix}_SERVICE_PORT_${variableName(name)}`, String(port)]] : [],
  );
  const links = ports.flatMap(({ port, protocol = 'TCP' }, index): [string, string][] => {
    const url = `${protocol.toLowerCase()}://${host}:${port}`;
    const own = `${prefix}_PORT_${port}_${protocol}`;
    const parts: [string, string][] = [
      [own, url],
      [`${own}_PROTO`, protocol.toLowerCase()],
      [`${own}_PORT`, String(port)],
      [`${own}_ADDR`, host],
    ];
    return index === 0 ? [[`${prefix}_PORT`, url], ...parts] : parts;
  });
  return [
    [`${prefix}_SERVICE_HOST`, host],
    [`${prefix}_SERVICE_PORT`, String(ports[0]?.port ?? '')],
    ...named,
    ...links,
  ];
}
