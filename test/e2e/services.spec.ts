/** Services over HTTP: an address, a slice for its endpoints, and a container that waits for it. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pod, TestServer } from './server.ts';

let server: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  server = await TestServer.boot();
});
afterAll(() => server.close());

const script = (text: string): object => ({ image: 'busybox', command: ['sh', '-c', text] });

test('an init container waits until the service is there, which then has a slice without endpoints', async () => {
  const id = await server.simulation({ nodes: 1, profile: 'textbook', settings: { runtime: { pullMs: 1000 } } });
  const base = `/simulations/${id}/api/v1/namespaces/default`;
  const init = { name: 'wait', ...script('until nslookup db; do sleep 2; done') };
  const waiting = pod('web', script('sleep 1000'), { initContainers: [init] });
  expect((await server.post(`${base}/pods`, waiting)).status).toBe(201);
  expect((await server.clock(id, { until: 'web Ready', within: '1m' })).body.met).toBe(false);

  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' } };
  const created = await server.post(`${base}/services`, {
    ...service,
    spec: { selector: { app: 'db' }, ports: [{ port: 80 }] },
  });
  expect([created.status, created.body.spec.clusterIP]).toEqual([201, expect.stringMatching(/^10\./)]);
  expect((await server.clock(id, { until: 'web Ready', within: '1m' })).body.met).toBe(true);

  const slices = `/simulations/${id}/apis/discovery.k8s.io/v1/namespaces/default/endpointslices`;
  const listed = await server.send('GET', slices);
  expect(listed.body.items).toMatchObject([{ addressType: 'IPv4', endpoints: null, ports: null }]);
});
