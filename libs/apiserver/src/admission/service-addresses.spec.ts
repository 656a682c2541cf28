/** Addresses of services. */
import { describe, expect, it } from '@jest/globals';
import type { Service, ServiceSpec } from '#kube-api';
import { ask, createHost, messageOf, objectOf } from '../../test/host.ts';

const SERVICES = '/api/v1/namespaces/default/services';
const body = (name: string, spec: object): object => ({ metadata: { name }, spec });
const create = (host: ReturnType<typeof createHost>, name: string, spec: object): ServiceSpec =>
  (objectOf(ask(host, 'POST', SERVICES, { body: body(name, spec) })) as Service).spec;
const ports = [{ port: 80 }];

describe('a new service', () => {
  it('gets an address of its own', () => {
    const host = createHost();
    const [a, b] = ['a', 'b'].map((name) => create(host, name, { ports }));
    expect(a?.clusterIP).toMatch(/^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/);
    expect(a?.clusterIPs).toEqual([a?.clusterIP]);
    expect(b?.clusterIP).not.toBe(a?.clusterIP);
  });

  it('gets the address that it asks for, or none', () => {
    const host = createHost();
    expect(create(host, 'a', { ports, clusterIP: '10.96.0.99' }).clusterIPs).toEqual(['10.96.0.99']);
    expect(create(host, 'b', { clusterIP: 'None' }).clusterIPs).toEqual(['None']);
    expect(create(host, 'c', { type: 'ExternalName', externalName: 'x.y' }).clusterIP).toBeUndefined();
  });

  it('does not get the address of another', () => {
    const response = ask(createHost(), 'POST', SERVICES, { body: body('a', { ports, clusterIP: '10.96.0.1' }) });
    expect([response.code, messageOf(response)]).toEqual([
      422,
      'Service "a" is invalid: spec.clusterIPs: Invalid value: ["10.96.0.1"]: failed to allocate IP 10.96.0.1: provided IP is already allocated',
    ]);
  });

  it('gets ports on the nodes where its type has them, also later', () => {
    const host = createHost();
    const [port] = create(host, 'a', { type: 'NodePort', ports }).ports ?? [];
    expect(port?.nodePort).toBeGreaterThanOrEqual(30_000);
    create(host, 'b', { ports });
    const patched = ask(host, 'PATCH', `${SERVICES}/b`, {
      contentType: 'application/merge-patch+json',
      body: { spec: { type: 'NodePort' } },
    });
    expect((objectOf(patched) as Service).spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30_000);
    const again = ask(host, 'PATCH', `${SERVICES}/a`, {
      contentType: 'application/merge-patch+json',
      body: { spec: { ports: [{ port: 80, targetPort: 8080 }] } },
    });
    expect((objectOf(again) as Service).spec.ports?.[0]?.nodePort).toBe(port?.nodePort);
  });
});
