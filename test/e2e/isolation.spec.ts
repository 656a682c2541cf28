/** A broken simulation: it stops and says where; nobody else notices. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createCluster, defaultEngines } from '#cluster';
import { pod, TestServer } from './server.ts';

let server: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  const engines = defaultEngines();
  const cluster = createCluster({
    ...engines,
    kubelet: {
      ...engines.kubelet,
      handle(host, entry) {
        if (host.seed === 'broken' && host.now > 1000) throw new Error('one and one is three');
        engines.kubelet.handle(host, entry);
      },
    },
  });
  server = await TestServer.boot({ cluster });
});
afterAll(() => server.close());

test('a broken invariant stops its simulation, which says seed, time and step; others go on', async () => {
  const broken = await server.simulation({ seed: 'broken', objects: [pod('web')] });
  const sound = await server.simulation({ objects: [pod('web')] });
  const client = await server.client();
  await client.ask('subscribe', { simulation: broken, after: 0 });

  const stopped = await server.clock(broken, { advance: '1m' });
  expect(stopped).toMatchObject({ status: 500, body: { kind: 'Status', reason: 'InternalError' } });
  expect(stopped.body.message).toMatch(
    new RegExp(`simulation ${broken} is stopped: one and one is three \\(seed broken, at \\d+ ms, step \\d+\\)`),
  );
  const { clock } = (await server.get(`/v1/simulations/${broken}`)).body;
  expect(clock.failure).toMatchObject({
    message: 'one and one is three',
    seed: 'broken',
    at: clock.now,
    step: clock.steps,
  });

  await client.until(() => client.of('end').length > 0);
  expect(client.of('end')[0]).toMatchObject({ reason: 'failed', failure: { seed: 'broken' } });
  expect(client.seqs.at(-1)).toBe(clock.head);
  expect((await server.get(`/v1/simulations/${broken}/timeline`)).body.head).toBe(clock.head);
  expect((await server.get(`/simulations/${broken}/api/v1/pods`)).status).toBe(500);

  expect((await server.clock(sound, { until: 'web Ready' })).body.met).toBe(true);
  expect((await server.get('/api/v1/nodes')).status).toBe(200);
  expect((await server.send('DELETE', `/v1/simulations/${broken}`)).status).toBe(200);
});
