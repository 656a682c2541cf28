/** Names, services and what processes ask of them. */
import { describe, expect, it } from '@jest/globals';
import { openStream } from '#kernel';
import type { Endpoint, Pod, Service } from '#kube-api';
import { createObject, objectsOf } from '#object-store';
import { createTrial, type Trial } from '../../test/trial.ts';
import { addressesOf, nameOf } from './cluster-dns.ts';
import { serviceLinks } from './service-links.ts';
import { routeOf, slicesOf } from './service-proxy.ts';

const endpoint = (
  address: string,
  conditions: Endpoint['conditions'] = { ready: true },
  hostname?: string,
): Endpoint => ({
  addresses: [address],
  conditions,
  ...(hostname && { hostname }),
});

interface Facts {
  readonly name?: string;
  readonly spec?: Service['spec'];
  readonly endpoints?: readonly Endpoint[];
}

const ports = [{ port: 80, name: 'http' }];

function addService(
  { host }: Trial,
  { name = 'web', spec = { clusterIP: '10.96.7.7', ports }, endpoints }: Facts,
): void {
  const metadata = { name, namespace: 'default' };
  createObject(host, 'services', { apiVersion: 'v1', kind: 'Service', metadata, spec } as never); // a Service
  if (!endpoints) return;
  const labels = { 'kubernetes.io/service-name': name };
  const slice = { addressType: 'IPv4', endpoints, ports: [{ name: 'http', port: 8080 }] };
  createObject(host, 'endpointslices', {
    kind: 'EndpointSlice',
    metadata: { ...metadata, name: `${name}-x`, labels },
    ...slice,
  } as never); // an EndpointSlice
}

function trialWith(...services: readonly Facts[]): Trial {
  const trial = createTrial();
  for (const facts of services) addService(trial, facts);
  return trial;
}

describe('the names of the cluster', () => {
  const headless = {
    name: 'db',
    spec: { clusterIP: 'None' },
    endpoints: [
      endpoint('10.64.0.2', { ready: true }, 'db-0'),
      endpoint('10.64.0.3', { ready: false }),
      endpoint('10.64.0.4'),
    ],
  };
  const external: Facts = { name: 'far', spec: { type: 'ExternalName', externalName: 'x.y' } };
  const { host } = trialWith({}, headless, external);

  it.each<[string, string[]]>([
    ['web.default.svc.cluster.local', ['10.96.7.7']],
    ['WEB.default.svc.cluster.local.', ['10.96.7.7']],
    ['web.other.svc.cluster.local', []],
    ['web.default', []],
    ['web', []],
    ['db.default.svc.cluster.local', ['10.64.0.2', '10.64.0.4']],
    ['db-0.db.default.svc.cluster.local', ['10.64.0.2']],
    ['10-64-0-4.db.default.svc.cluster.local', ['10.64.0.4']],
    ['db-9.db.default.svc.cluster.local', []],
    ['a.b.db.default.svc.cluster.local', []],
    ['far.default.svc.cluster.local', []],
    ['10-64-0-9.default.pod.cluster.local', ['10.64.0.9']],
    ['x.default.pod.cluster.local', []],
    ['kube-dns.kube-system.svc.cluster.local', ['10.96.0.10']],
    ['default.any.cluster.local', []],
    ['example.com', []],
  ])('%s has %j', (name, addresses) => {
    expect(addressesOf(host.store, name)).toEqual(addresses);
  });

  it('belong to addresses of services', () => {
    expect([nameOf(host.store, '10.96.7.7'), nameOf(host.store, '10.64.0.2')]).toEqual([
      'web.default.svc.cluster.local',
      undefined,
    ]);
  });
});

describe('a connection to a service', () => {
  const route = (endpoints: readonly Endpoint[], port = 80, address = '10.96.7.7') => {
    const spec: Service['spec'] = { clusterIP: '10.96.7.7', ports: [{ port: 80, name: 'http', nodePort: 30_080 }] };
    const { host } = trialWith({ spec, endpoints });
    return routeOf(host, openStream(host, 'proxy'), { address, port }, address.startsWith('172.'));
  };

  it('goes to a pod that is ready, else to one that still serves, else it is refused', () => {
    const ending = endpoint('10.64.0.3', { ready: false, serving: true, terminating: true });
    const unready = endpoint('10.64.0.4', { ready: false, serving: false, terminating: false });
    expect(route([ending, endpoint('10.64.0.2')])).toEqual({ address: '10.64.0.2', port: 8080 });
    expect(route([unready, ending])).toEqual({ address: '10.64.0.3', port: 8080 });
    expect([route([unready]), route([])]).toEqual(['refused', 'refused']);
  });

  it('to another port is nowhere; to another address it is none of ours; a port of the node leads in', () => {
    expect(route([endpoint('10.64.0.2')], 81)).toBe('nowhere');
    expect(route([], 80, '10.64.0.9')).toEqual({ address: '10.64.0.9', port: 80 });
    expect(route([endpoint('10.64.0.2')], 30_080, '172.18.0.2')).toEqual({ address: '10.64.0.2', port: 8080 });
    expect(route([], 22, '172.18.0.2')).toEqual({ address: '172.18.0.2', port: 22 });
  });

  it('finds the slices of its own', () => {
    const { host } = trialWith({ endpoints: [] }, { name: 'db', endpoints: [] });
    const [web] = objectsOf(host.store, 'services');
    expect(slicesOf(host.store, web as Service).map(({ metadata }) => metadata.name)).toEqual(['web-x']);
  });
});

describe('links to services', () => {
  const pod = (spec: Partial<Pod['spec']> = {}): Pod => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default' },
    spec: { containers: [], ...spec },
  });
  const { host } = trialWith(
    {
      name: 'my-db',
      spec: {
        clusterIP: '10.96.7.7',
        ports: [
          { port: 5432, name: 'pg-main' },
          { port: 53, protocol: 'UDP', name: 'x' },
        ],
      },
    },
    { name: 'kubernetes', spec: { clusterIP: '10.96.0.1', ports: [{ port: 443, name: 'https' }] } },
    { name: 'headless', spec: { clusterIP: 'None' } },
  );

  it('are variables', () => {
    expect([...serviceLinks(host.store, pod())].map(([name, value]) => `${name}=${value}`).slice(0, 13)).toEqual([
      'MY_DB_SERVICE_HOST=10.96.7.7',
      'MY_DB_SERVICE_PORT=5432',
      'MY_DB_SERVICE_PORT_PG_MAIN=5432',
      'MY_DB_SERVICE_PORT_X=53',
      'MY_DB_PORT=tcp://10.96.7.7:5432',
      'MY_DB_PORT_5432_TCP=tcp://10.96.7.7:5432',
      'MY_DB_PORT_5432_TCP_PROTO=tcp',
      'MY_DB_PORT_5432_TCP_PORT=5432',
      'MY_DB_PORT_5432_TCP_ADDR=10.96.7.7',
      'MY_DB_PORT_53_UDP=udp://10.96.7.7:53',
      'MY_DB_PORT_53_UDP_PROTO=udp',
      'MY_DB_PORT_53_UDP_PORT=53',
      'MY_DB_PORT_53_UDP_ADDR=10.96.7.7',
    ]);
  });

  it('are only that to the API server where others are not wanted', () => {
    const names = [...serviceLinks(host.store, pod({ enableServiceLinks: false })).keys()];
    expect(names.every((name) => name.startsWith('KUBERNETES_'))).toBe(true);
    expect(names.length).toBe(8);
  });
});
