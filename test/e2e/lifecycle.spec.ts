/** The life of a pod as a client of the server sees it: posted, running, deleted, gone. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pod, TestServer, type Json } from './server.ts';
import { between } from './timeline-client.ts';

let server: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  server = await TestServer.boot();
});
afterAll(() => server.close());

const textOf = ({ at, type, subject, data }: Json): string =>
  `+${(at / 1000).toFixed(1)}s ${type} ${subject} ${data.object?.reason ?? data.object?.status?.phase ?? ''}`.trim();

test('a pod is posted, streams through its life to Running, is deleted and gone', async () => {
  const id = await server.simulation({ nodes: 1, profile: 'textbook', settings: { runtime: { pullMs: 1000 } } });
  const client = await server.client();
  const subscribed = await client.ask('subscribe', {
    simulation: id,
    filter: { pod: 'default/web', type: 'pod.*,event.*' },
  });
  expect(subscribed).toMatchObject({ ok: true, branch: 'main' });

  const created = await server.post(`/simulations/${id}/api/v1/namespaces/default/pods`, pod('web'));
  expect(created.status).toBe(201);
  const ready = await server.clock(id, { until: 'web Ready', within: '1m' });
  expect(ready.body).toMatchObject({ met: true, mode: 'paused' });
  const deleted = await server.send('DELETE', `/simulations/${id}/api/v1/namespaces/default/pods/web`);
  expect(deleted.body.metadata.deletionTimestamp).toBeDefined();
  const gone = await server.clock(id, { until: 'web deleted', within: '1m' });
  expect(gone.body.met).toBe(true);

  await client.until(() => client.entries.at(-1)?.type === 'pod.deleted');
  const texts = client.entries.map(textOf);
  const milestones = [
    '+0.0s pod.added pod/default/web Pending',
    '+0.0s event.added pod/default/web Scheduled',
    'event.added pod/default/web Pulling',
    'event.added pod/default/web Pulled',
    'event.added pod/default/web Created',
    'event.added pod/default/web Started',
    'pod.modified pod/default/web Running',
    'event.added pod/default/web Killing',
    'pod.deleted pod/default/web',
  ];
  const places = milestones.map((milestone) => texts.findIndex((text) => text.includes(milestone)));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const missing = await server.get(`/simulations/${id}/api/v1/namespaces/default/pods/web`);
  expect(missing).toMatchObject({ status: 404, body: { message: 'pods "web" not found' } });
});

test('the stream, the timeline and the causes in it agree', async () => {
  const id = await server.simulation({ nodes: 1, objects: [pod('web')] });
  const client = await server.client();
  await client.ask('subscribe', { simulation: id, after: 0 });
  const { head } = (await server.clock(id, { advance: '1m' })).body;
  await client.untilSeq(head);
  expect(client.seqs).toEqual(between(1, head));
  const page = (await server.get(`/v1/simulations/${id}/timeline?limit=1000`)).body;
  expect(page).toMatchObject({ head, base: 0, next: head });
  expect(page.entries).toEqual(client.entries);
  for (const { seq, causes } of client.entries) for (const cause of causes) expect(cause).toBeLessThan(seq);
});

test('the default simulation is there, at the root and under its id', async () => {
  for (const root of ['', '/simulations/default']) {
    const nodes = await server.get(`${root}/api/v1/nodes`);
    expect(nodes.body.items).toHaveLength(3);
  }
  expect((await server.get('/v1/simulations')).body.items[0]).toMatchObject({ id: 'default', nodes: 3 });
});

test('the same seed and commands give the same timeline', async () => {
  const run = async (): Promise<string> => {
    const id = await server.simulation({ seed: 'twin', objects: [pod('a'), pod('b', { image: 'busybox' })] });
    await server.clock(id, { advance: '10m' });
    return (await server.get(`/v1/simulations/${id}/timeline?limit=1000`)).text;
  };
  expect(await run()).toBe(await run());
});
