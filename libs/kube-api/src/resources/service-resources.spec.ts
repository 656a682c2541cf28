/** The rows of services and endpoints. */
import { describe, expect, it } from '@jest/globals';
import { endpoints, endpointSlices, services } from './service-resources.ts';

describe('services', () => {
  it('begin without a balancer, and can be selected by address and type', () => {
    const spec = { type: 'ClusterIP', clusterIP: '10.96.1.1' };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's' },
      spec,
      status: { loadBalancer: { ingress: [] } },
    };
    expect(services.prepareForCreate(service)).toMatchObject({ status: { loadBalancer: {} } });
    expect(Object.values(services.selectableFields).map((read) => read(service))).toEqual(['10.96.1.1', 'ClusterIP']);
    expect([services, endpoints, endpointSlices].map(({ group, shortNames }) => [group, ...shortNames])).toEqual([
      ['', 'svc'],
      ['', 'ep'],
      ['discovery.k8s.io'],
    ]);
  });
});
