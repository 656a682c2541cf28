/** The tables of services and their endpoints. */
import { describe, expect, it } from '@jest/globals';
import type { Endpoints, Service } from '../core-v1/services.ts';
import type { EndpointSlice } from '../discovery-v1/endpoint-slices.ts';
import { parseTime } from '../meta-v1/time.ts';
import { endpointsTable, endpointSliceTable, serviceTable } from './service-tables.ts';

const metadata = { name: 's', creationTimestamp: '2026-01-01T00:00:00Z' };
const NOW = parseTime('2026-01-01T00:00:40Z');
const service = (spec: Service['spec'], status = {}): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec,
  status,
});

describe('the table of services', () => {
  it.each<[string, Service, string[]]>([
    [
      'a plain one',
      service({
        type: 'ClusterIP',
        clusterIP: '10.96.82.177',
        ports: [{ port: 80, protocol: 'TCP' }],
        selector: { a: '1' },
      }),
      ['s', 'ClusterIP', '10.96.82.177', '<none>', '80/TCP', '40s', 'a=1'],
    ],
    [
      'one with a balancer to come',
      service({ type: 'LoadBalancer', clusterIP: '10.96.0.9', ports: [{ port: 80, nodePort: 30_001 }] }),
      ['s', 'LoadBalancer', '10.96.0.9', '<pending>', '80:30001/TCP', '40s', '<none>'],
    ],
    [
      'one with a balancer',
      service({ type: 'LoadBalancer' }, { loadBalancer: { ingress: [{ ip: '1.2.3.4' }, { hostname: 'x' }] } }),
      ['s', 'LoadBalancer', '<none>', '1.2.3.4,x', '<none>', '40s', '<none>'],
    ],
    [
      'one elsewhere',
      service({ type: 'ExternalName', externalName: 'x.y' }),
      ['s', 'ExternalName', '<none>', 'x.y', '<none>', '40s', '<none>'],
    ],
  ])('shows %s', (_what, one, cells) => {
    expect(serviceTable.cells(one, NOW)).toEqual(cells);
  });
});

describe('the tables of endpoints', () => {
  it('show three of them', () => {
    const addresses = [1, 2, 3, 4].map((n) => ({ ip: `10.64.0.${n}` }));
    const endpoints: Endpoints = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      subsets: [{ addresses, ports: [{ port: 80 }] }],
    };
    expect(endpointsTable.cells(endpoints, NOW)).toEqual([
      's',
      '10.64.0.1:80,10.64.0.2:80,10.64.0.3:80 + 1 more...',
      '40s',
    ]);
    expect(endpointsTable.cells({ ...endpoints, subsets: [] }, NOW)).toEqual(['s', '<none>', '40s']);
  });

  it('of slices show what is not set', () => {
    const slice: EndpointSlice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata,
      addressType: 'IPv4',
      endpoints: null,
      ports: null,
    };
    expect(endpointSliceTable.cells(slice, NOW)).toEqual(['s', 'IPv4', '<unset>', '<unset>', '40s']);
    const full = { ...slice, endpoints: [{ addresses: ['10.64.0.2'] }], ports: [{ port: 80 }, {}] };
    expect(endpointSliceTable.cells(full, NOW)).toEqual(['s', 'IPv4', '80,*', '10.64.0.2', '40s']);
  });
});
