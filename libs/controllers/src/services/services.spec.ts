/** Endpoints of services: one for each pod, as ready as the pod is. */
import { describe, expect, it } from '@jest/globals';
import type { EndpointSlice, Endpoints, Pod, PodStatus, Service } from '#kube-api';
import { createObject, listObjects, removeObject, updateObject } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { advance, ask, createTrial, post } from '../../test/trial.ts';
import { endpointGroups, selects, subsetsOf } from './endpoints.ts';

const SERVICES = '/api/v1/namespaces/default/services';

const podObject = (name: string, ip: string, more: Partial<Pod['spec']> = {}, labels = { app: 'web' }): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', uid: `uid-${name}`, labels },
  spec: { containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080 }] }], nodeName: 'n1', ...more },
  status: { phase: 'Running', podIP: ip, conditions: [{ type: 'Ready', status: 'True' }] },
});

const addPod = (host: ControllersHost, ...facts: Parameters<typeof podObject>): Pod =>
  createObject(host, 'pods', podObject(...facts));

const setStatus = (host: ControllersHost, pod: Pod, status: PodStatus): Pod =>
  updateObject(host, 'pods', { ...pod, status: { ...pod.status, ...status } });

const notReady: PodStatus = { conditions: [{ type: 'Ready', status: 'False' }] };

function serve(host: ControllersHost, spec: object = {}): Service {
  const body = { metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec } };
  const service = post<Service>(host, SERVICES, body);
  advance(host, host.now + 100);
  return service;
}

const slicesOf = ({ store }: ControllersHost): EndpointSlice[] =>
  listObjects(store, 'endpointslices') as EndpointSlice[]; // holds EndpointSlices
const endpointsOf = ({ store }: ControllersHost): Endpoints[] => listObjects(store, 'endpoints') as Endpoints[]; // holds Endpoints

/** `<address> <what is true of it>` */
const told = (host: ControllersHost): string[] =>
  slicesOf(host).flatMap(({ endpoints }) =>
    (endpoints ?? []).map(({ addresses, conditions }) =>
      [...addresses, ...Object.entries(conditions ?? {}).flatMap(([name, isSo]) => (isSo ? [name] : []))].join(' '),
    ),
  );

describe('the endpoints of a service', () => {
  it('are none at first, which is written down', () => {
    const host = createTrial();
    const { metadata } = serve(host);
    expect(slicesOf(host)).toMatchObject([
      {
        addressType: 'IPv4',
        endpoints: null,
        ports: null,
        metadata: {
          name: expect.stringMatching(/^web-[a-z0-9]{5}$/),
          labels: {
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
            'kubernetes.io/service-name': 'web',
          },
          ownerReferences: [{ kind: 'Service', name: 'web', uid: metadata.uid, controller: true }],
        },
      },
    ]);
    expect(endpointsOf(host)).toMatchObject([{ metadata: { name: 'web' } }]);
  });

  it('follow the readiness of pods, and their end', () => {
    const host = createTrial();
    serve(host);
    const pod = addPod(host, 'a', '10.64.0.2');
    const other = addPod(host, 'b', '10.64.0.3');
    addPod(host, 'c', '10.64.0.4', {}, { app: 'db' });
    advance(host, host.now + 100);
    expect(told(host)).toEqual(['10.64.0.2 ready serving', '10.64.0.3 ready serving']);
    const waiting = setStatus(host, pod, notReady);
    updateObject(host, 'pods', {
      ...other,
      metadata: { ...other.metadata, deletionTimestamp: '2027-01-15T08:00:01Z' },
    });
    advance(host, host.now + 100);
    expect(told(host)).toEqual(['10.64.0.2', '10.64.0.3 serving terminating']);
    expect(endpointsOf(host)[0]?.subsets).toMatchObject([
      {
        notReadyAddresses: [{ ip: '10.64.0.2', targetRef: { kind: 'Pod', name: 'a' } }],
        ports: [{ port: 80, protocol: 'TCP' }],
      },
    ]);
    setStatus(host, waiting, { phase: 'Succeeded' });
    advance(host, host.now + 100);
    expect(told(host)).toEqual(['10.64.0.3 serving terminating']);
  });

  it('are published before they are ready where that is asked for', () => {
    const host = createTrial();
    const pod = addPod(host, 'a', '10.64.0.2');
    setStatus(host, pod, notReady);
    serve(host, { publishNotReadyAddresses: true });
    expect(told(host)).toEqual(['10.64.0.2 ready']);
  });

  it('are grouped by what a named port stands for, a hundred in a slice', () => {
    const host = createTrial();
    const containers = [{ name: 'app', ports: [{ name: 'http', containerPort: 9090 }] }];
    for (let n = 0; n < 120; n++) addPod(host, `p${100 + n}`, `10.64.1.${n}`);
    addPod(host, 'q', '10.64.2.1', { containers });
    serve(host, { ports: [{ name: 'web', port: 80, targetPort: 'http' }] });
    expect(
      slicesOf(host)
        .map(({ ports, endpoints }) => [ports?.[0]?.port, endpoints?.length])
        .toSorted(),
    ).toEqual([
      [8080, 100],
      [8080, 20],
      [9090, 1],
    ]);
    for (const pod of listObjects(host.store, 'pods').slice(20)) removeObject(host, 'pods', pod);
    advance(host, host.now + 100);
    expect(slicesOf(host).map(({ endpoints }) => endpoints?.length)).toEqual([20]);
  });

  it('go with the service', () => {
    const host = createTrial();
    addPod(host, 'a', '10.64.0.2');
    serve(host);
    ask(host, 'DELETE', `${SERVICES}/web`);
    advance(host, host.now + 100);
    expect([slicesOf(host), endpointsOf(host)]).toEqual([[], []]);
    addPod(host, 'b', '10.64.0.3');
    advance(host, host.now + 100);
    expect(slicesOf(host)).toEqual([]);
  });

  it('are left to others where the service selects nothing', () => {
    const host = createTrial();
    post(host, SERVICES, { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } });
    advance(host, host.now + 100);
    expect(slicesOf(host)).toEqual([]);
    expect(
      host.store.subscriptions.some(
        ({ owner, resource }) => owner === 'endpointslice-controller' && resource === 'pods',
      ),
    ).toBe(false);
  });
});

describe('a service', () => {
  const service = (spec: Service['spec']): Service => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec,
  });

  it('selects pods of its namespace by all of its labels', () => {
    const pod = podObject('a', '10.64.0.2');
    expect([
      selects(service({ selector: { app: 'web' } }), pod),
      selects(service({ selector: { app: 'web', tier: 'x' } }), pod),
      selects(service({ selector: {} }), pod),
      selects(service({ selector: { app: 'web' }, type: 'ExternalName' }), pod),
      selects(service({ selector: { app: 'web' } }), { ...pod, metadata: { ...pod.metadata, namespace: 'other' } }),
    ]).toEqual([true, false, false, false, false]);
  });

  it('names the pods of its subdomain, and tells zones', () => {
    const host = createTrial();
    createObject(host, 'nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n1', labels: { 'topology.kubernetes.io/zone': 'z' } },
    } as never); // a Node
    addPod(host, 'a', '10.64.0.2', { hostname: 'a', subdomain: 'web' });
    const groups = endpointGroups(host.store, service({ selector: { app: 'web' }, ports: [{ port: 80, name: 'x' }] }));
    expect(groups).toMatchObject([
      { ports: [{ name: 'x', port: 80 }], endpoints: [{ hostname: 'a', zone: 'z', nodeName: 'n1' }] },
    ]);
    expect(subsetsOf(groups)).toMatchObject([
      { addresses: [{ ip: '10.64.0.2', hostname: 'a' }], ports: [{ name: 'x', port: 80 }] },
    ]);
  });
});
