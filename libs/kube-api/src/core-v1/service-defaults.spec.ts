/** Defaults of services. */
import { describe, expect, it } from '@jest/globals';
import { defaultService, hasNodePorts, keepAllocated } from './service-defaults.ts';
import type { Service, ServiceSpec } from './services.ts';

const service = (spec: ServiceSpec): Service => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec });

describe('a service', () => {
  it('is a ClusterIP service for TCP unless it says otherwise', () => {
    expect(defaultService(service({ ports: [{ port: 80 }] })).spec).toEqual({
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
  });

  it('with ports on the nodes, for clients that stick, or elsewhere has more or less', () => {
    const { spec } = defaultService(service({ type: 'LoadBalancer', sessionAffinity: 'ClientIP' }));
    expect(spec).toMatchObject({
      externalTrafficPolicy: 'Cluster',
      allocateLoadBalancerNodePorts: true,
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
    });
    expect(defaultService(service({ type: 'ExternalName', externalName: 'x.y' })).spec).toEqual({
      type: 'ExternalName',
      externalName: 'x.y',
      sessionAffinity: 'None',
    });
    expect(['NodePort', 'LoadBalancer', 'ClusterIP', undefined].map(hasNodePorts)).toEqual([true, true, false, false]);
  });

  it('keeps what the server has given it', () => {
    const port = { port: 80, protocol: 'TCP' } as const;
    const stored = service({
      clusterIP: '10.96.1.1',
      clusterIPs: ['10.96.1.1'],
      ports: [{ ...port, nodePort: 30_001 }],
    });
    expect(keepAllocated(service({ type: 'NodePort', ports: [port] }), stored).spec).toMatchObject({
      clusterIP: '10.96.1.1',
      ports: [{ port: 80, nodePort: 30_001 }],
    });
    expect(keepAllocated(service({ type: 'ExternalName' }), stored).spec.clusterIP).toBeUndefined();
    expect(keepAllocated(service({ type: 'ClusterIP', ports: [port] }), stored).spec.ports).toEqual([port]);
  });
});
