/** The control API: simulations, clocks, manifests, faults, documents. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SimulationsService } from '#simulations';
import { pod, TestServer } from './server.ts';

let server: TestServer;
let quiet: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  server = await TestServer.boot();
  quiet = await TestServer.boot({ defaultSimulation: { nodes: 3, clock: { mode: 'real-time', rate: 1 } } });
});
afterAll(async () => {
  await server.close();
  await quiet.close();
});

describe('simulations', () => {
  test('are listed page by page, whatever is deleted meanwhile', async () => {
    const ids = [await quiet.simulation({ nodes: 0 }), await quiet.simulation({ nodes: 0 })];
    const page = async (query: string): Promise<{ items: readonly { id: string }[]; next?: number }> =>
      (await quiet.get(`/v1/simulations?${query}`)).body;
    const first = await page('limit=2');
    expect(first.items.map(({ id }) => id)).toEqual(['default', ids[0]]);
    await quiet.send('DELETE', `/v1/simulations/${ids[0]}`);
    const second = await page(`limit=2&after=${first.next}`);
    expect([second.items.map(({ id }) => id), second.next]).toEqual([[ids[1]], undefined]);
    for (const query of ['limit=0', 'limit=x', 'after=-1', 'page=2'])
      expect((await quiet.get(`/v1/simulations?${query}`)).status).toBe(400);
    await quiet.send('DELETE', `/v1/simulations/${ids[1]}`);
  });

  test('are created, shown, listed and deleted', async () => {
    const created = await server.post('/v1/simulations', {
      name: 'lesson 1',
      seed: 's',
      nodes: 2,
      profile: 'textbook',
    });
    expect(created.status).toBe(201);
    const { id } = created.body;
    expect(created.body).toMatchObject({
      name: 'lesson 1',
      seed: 's',
      profile: 'textbook',
      nodes: 2,
      pods: 0,
      epoch: '2026-01-01T00:00:00Z',
      clock: { mode: 'paused', now: 0, time: '2026-01-01T00:00:00Z' },
      server: `/simulations/${id}`,
    });
    expect((await server.get(`/v1/simulations/${id}`)).body).toEqual(created.body);
    const ids = (await server.get('/v1/simulations')).body.items.map((item: { id: string }) => item.id);
    expect(ids).toContain(id);
    expect(await server.send('DELETE', `/v1/simulations/${id}`)).toMatchObject({
      status: 200,
      body: { status: 'Success' },
    });
    expect((await server.get(`/v1/simulations/${id}`)).status).toBe(404);
  });

  test('may have nodes of their own kind, in YAML as well', async () => {
    const yaml = 'nodes:\n  - {name: big, cpu: "64", labels: {disk: ssd}, taints: [{key: gpu, effect: NoSchedule}]}\n';
    const { body } = await server.post('/v1/simulations', yaml, 'application/yaml');
    const node = (await server.get(`${body.server}/api/v1/nodes/big`)).body;
    expect(node).toMatchObject({
      metadata: { labels: { disk: 'ssd' } },
      spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] },
      status: { capacity: { cpu: '64' } },
    });
  });

  test.each([
    ['1.34', 'v1.34.4'],
    ['v1.35', 'v1.35.4'],
    ['1.36.1', 'v1.36.1'],
    [1.36, 'v1.36.3'],
  ])('may imitate Kubernetes %s', async (kubernetesVersion, gitVersion) => {
    const featureGates = { ReduceDefaultCrashLoopBackOffDecay: true };
    const { body } = await server.post('/v1/simulations', { kubernetesVersion, featureGates, nodes: 1 });
    expect(body).toMatchObject({ kubernetesVersion: gitVersion, featureGates });
    expect((await server.get(`${body.server}/version`)).body).toMatchObject({
      gitVersion,
      minor: gitVersion.slice(3, 5),
    });
    const node = (await server.get(`${body.server}/api/v1/nodes/node-1`)).body;
    expect(node.status.nodeInfo.kubeletVersion).toBe(gitVersion);
  });

  test('have a kubeconfig of their own', async () => {
    const id = await server.simulation();
    const { text, headers } = await server.get(`/v1/simulations/${id}/kubeconfig`);
    expect(headers.get('content-type')).toContain('application/yaml');
    expect(text).toContain(`server: "${server.url}/simulations/${id}"`);
  });

  test('cannot be created with objects that are refused', async () => {
    const before = (await server.get('/v1/simulations')).body.items.length;
    expect((await server.post('/v1/simulations', { objects: [pod('a'), pod('A')] })).status).toBe(422);
    expect((await server.get('/v1/simulations')).body.items).toHaveLength(before);
  });
});

describe('the clock', () => {
  test('advances by a duration, steps, and runs until a condition', async () => {
    const id = await server.simulation({ nodes: 1, objects: [pod('web')] });
    expect((await server.clock(id, { step: 1 })).body).toMatchObject({ stepped: 1, steps: 1, mode: 'paused' });
    const met = (await server.clock(id, { until: 'default/web Ready' })).body;
    expect(met.met).toBe(true);
    expect((await server.clock(id, { advance: '1h30m' })).body.now).toBe(met.now + 5_400_000);
    const unmet = (await server.clock(id, { until: 'phase=Failed', within: '2m' })).body;
    expect(unmet).toMatchObject({ met: false, now: met.now + 5_520_000 });
  });

  test('is resumed at a rate and paused', async () => {
    const id = await server.simulation({ nodes: 1 });
    expect((await server.clock(id, { resume: { rate: 60 } })).body).toMatchObject({ mode: 'real-time', rate: 60 });
    const paused = (await server.clock(id, { pause: true })).body;
    expect(paused.mode).toBe('paused');
    expect(paused).not.toHaveProperty('rate');
    expect((await server.get(`/v1/simulations/${id}`)).body.clock.now).toBe(paused.now);
  });

  test('of a running simulation has the date of today', async () => {
    const { body } = await server.post('/v1/simulations', { clock: { mode: 'real-time' }, nodes: 1 });
    expect(body.clock).toMatchObject({ mode: 'real-time', rate: 1 });
    expect(Math.abs(Date.parse(body.epoch) - Date.now())).toBeLessThan(60_000);
  });

  test('long advances of one simulation leave others their turn', async () => {
    const crashing = Array.from({ length: 10 }, (_, i) => pod(`p${i}`, { image: 'busybox', command: ['false'] }));
    const [busy, other] = [await server.simulation({ objects: crashing }), await server.simulation()];
    const order: string[] = [];
    const long = server.clock(busy, { advance: '6h' }).then(() => order.push('busy'));
    const short = server.clock(other, { advance: '1s' }).then(() => order.push('other'));
    await Promise.all([long, short]);
    expect(order).toEqual(['other', 'busy']);
  });

  test('commands to one simulation are carried out in the order sent', async () => {
    const id = await server.simulation({ nodes: 1 });
    const times = ['5s', '10s', '1s'].map((advance) => server.clock(id, { advance }));
    const last = await Promise.all(times);
    expect(Math.max(...last.map(({ body }) => body.now))).toBe(16_000);
  });
});

test('no simulation that is idle keeps the server busy', async () => {
  await quiet.clock('default', { advance: '1s' });
  await quiet.simulation({ objects: [pod('web')] });
  expect(quiet.app.get(SimulationsService).isPacing).toBe(false);
  await quiet.post('/api/v1/namespaces/default/pods', pod('web'));
  expect(quiet.app.get(SimulationsService).isPacing).toBe(true);
  await quiet.clock('default', { until: 'web Ready' });
  // Events live for an hour; when they are gone nothing is left to come.
  await quiet.clock('default', { advance: '2h' });
  expect(quiet.app.get(SimulationsService).isPacing).toBe(false);
});

describe('manifests', () => {
  const two = `
apiVersion: v1
kind: Namespace
metadata: { name: team }
---
# comment
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers: [{ name: main, image: nginx, stdin: no }]
`;

  test('of several YAML documents are all created', async () => {
    const id = await server.simulation({ nodes: 1 });
    const answer = await server.post(`/v1/simulations/${id}/objects`, two, 'application/yaml');
    expect(answer.status).toBe(201);
    expect(answer.body.results).toMatchObject([
      { index: 0, kind: 'Namespace', name: 'team' },
      { index: 1, kind: 'Pod', name: 'web', namespace: 'team', uid: expect.any(String) },
    ]);
    expect((await server.get(`/simulations/${id}/api/v1/namespaces/team/pods/web`)).status).toBe(200);
  });

  test('as a JSON array or a List are created too', async () => {
    const id = await server.simulation({ nodes: 1 });
    const list = { apiVersion: 'v1', kind: 'List', items: [pod('b')] };
    const { body } = await server.post(`/v1/simulations/${id}/objects`, [pod('a'), list]);
    expect(body.results.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
  });

  test('of which one is invalid create nothing, and say which', async () => {
    const id = await server.simulation({ nodes: 1 });
    const { head } = (await server.get(`/v1/simulations/${id}`)).body.clock;
    const bad = two.replace('image: nginx', 'image: ""');
    const answer = await server.post(`/v1/simulations/${id}/objects`, bad, 'application/yaml');
    expect(answer).toMatchObject({ status: 422, body: { kind: 'Status', reason: 'Invalid' } });
    expect(answer.body.details.causes[0].field).toBe('documents[1].spec.containers[0].image');
    expect(answer.body.results).toMatchObject([
      { index: 0, name: 'team' },
      { index: 1, refusal: { code: 422 } },
    ]);
    expect((await server.get(`/v1/simulations/${id}`)).body.clock.head).toBe(head);
  });

  test('with an unknown field are refused', async () => {
    const answer = await server.post('/v1/simulations/default/objects', pod('x', { imag: 'y' }));
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('unknown field "spec.containers[0].imag"');
  });

  test('that cannot be read are a 400 with line and column', async () => {
    const answer = await server.post('/v1/simulations/default/objects', 'a: 1\nb: [', 'application/yaml');
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(/^the body is not valid YAML: line \d+, column \d+: /);
  });
});

test('a fault changes the cluster, and its entry causes what follows', async () => {
  const id = await server.simulation({ nodes: 1, objects: [pod('web')] });
  await server.clock(id, { until: 'web Ready' });
  const fault = { fault: 'exit-container', pod: 'web', container: 'main', code: 3 };
  expect((await server.post(`/v1/simulations/${id}/faults`, fault)).status).toBe(200);
  expect((await server.clock(id, { until: 'web restarts>=1', within: '1m' })).body.met).toBe(true);
  const { entries } = (await server.get(`/v1/simulations/${id}/timeline?type=fault,process.exit`)).body;
  expect(entries[1].causes).toContain(entries[0].seq);
});

test('the OpenAPI document describes the routes and the DTOs', async () => {
  const { body } = await server.get('/docs-json');
  expect(Object.keys(body.paths)).toContain('/v1/simulations/{id}/clock');
  expect(body.components.schemas.ClockDto.properties).toHaveProperty('until');
  expect(body.components.schemas.KubeletSettingsDto.properties.relistPeriodMs).toMatchObject({ default: 1003 });
});
