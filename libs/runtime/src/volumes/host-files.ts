/** Files that say who a container is in the network: its host name, `/etc/hosts`, `/etc/resolv.conf`. */
import type { Pod, PodDnsConfig } from '#kube-api';
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN } from '../network/cluster-network.ts';

const HOSTNAME_MAX = 63;

/** @source kubelet v1.37 pkg/kubelet/kubelet_pods.go GeneratePodHostNameAndDomain */
export function hostnameOf(pod: Pod): string {
  const { hostname, setHostnameAsFQDN, hostNetwork, nodeName = '', hostnameOverride } = pod.spec;
  if (hostnameOverride) return hostnameOverride;
  if (hostNetwork) return nodeName;
  const short = hostname || pod.metadata.name.slice(0, HOSTNAME_MAX).replace(/[-.]+$/, '');
  const domain = domainOf(pod);
  return setHostnameAsFQDN && domain !== '' ? `${short}.${domain}` : short;
}

const domainOf = ({ metadata, spec }: Pod): string =>
  spec.subdomain ? `${spec.subdomain}.${metadata.namespace ?? ''}.svc.${CLUSTER_DOMAIN}` : '';

const loopback = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
];

/** @source kubelet v1.37 pkg/kubelet/kubelet_pods.go managedHostsFileContent, nodeHostsFileContent */
export function hostsText(pod: Pod, ip: string): string {
  const aliases = (pod.spec.hostAliases ?? []).map((alias) => `${alias.ip}\t${(alias.hostnames ?? []).join('\t')}`);
  const name = hostnameOf(pod);
  const domain = domainOf(pod);
  const own = domain !== '' && !name.endsWith(domain) ? `${ip}\t${name}.${domain}\t${name}` : `${ip}\t${name}`;
  const lines = pod.spec.hostNetwork
    ? ['# Kubernetes-managed hosts file (host network).', ...loopback, own]
    : ['# Kubernetes-managed hosts file.', ...loopback, own];
  return `${[...lines, ...(aliases.length > 0 ? ['', '# Entries added by HostAliases.', ...aliases] : [])].join('\n')}\n`;
}

interface Resolver {
  readonly servers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

const NODE_RESOLVER: Resolver = { servers: ['172.18.0.1'], searches: [], options: [] };

/** @source kubelet v1.37 pkg/kubelet/network/dns/dns.go GetPodDNS */
function resolverOf({ metadata, spec }: Pod): Resolver {
  const policy = spec.dnsPolicy ?? 'ClusterFirst';
  if (policy === 'None') return { servers: [], searches: [], options: [] };
  if (policy === 'Default' || (policy === 'ClusterFirst' && spec.hostNetwork)) return NODE_RESOLVER;
  const cluster = `svc.${CLUSTER_DOMAIN}`;
  return {
    servers: [CLUSTER_DNS_IP],
    searches: [`${metadata.namespace ?? ''}.${cluster}`, cluster, CLUSTER_DOMAIN],
    options: ['ndots:5'],
  };
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

/** What the pod says itself comes behind, and options of the same name take the place of others. */
function withOwn({ servers, searches, options }: Resolver, own: PodDnsConfig = {}): Resolver {
  const named = new Map(options.map((option) => [option.split(':')[0] ?? '', option]));
  for (const { name = '', value } of own.options ?? [])
    named.set(name, value === undefined ? name : `${name}:${value}`);
  return {
    servers: unique([...servers, ...(own.nameservers ?? [])]),
    searches: unique([...searches, ...(own.searches ?? [])]),
    options: [...named.values()],
  };
}

/** @source containerd v2.4 internal/cri/server/podsandbox/sandbox_run.go parseDNSOptions */
export function resolverText(pod: Pod): string {
  const { servers, searches, options } = withOwn(resolverOf(pod), pod.spec.dnsConfig);
  const lines = [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}`] : []),
    ...servers.map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
