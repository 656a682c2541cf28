/** The event stream under what clients do to it: coming back, being slow, asking wrongly. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pod, TestServer } from './server.ts';
import { between } from './timeline-client.ts';

let server: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  server = await TestServer.boot();
});
afterAll(() => server.close());

/** A container that exits again and again makes a long timeline. */
const crashing = (name: string): object => pod(name, { image: 'busybox', command: ['sh', '-c', 'exit 1'] });

test('a client that comes back with its last sequence number misses nothing and gets nothing twice', async () => {
  const id = await server.simulation({ nodes: 1, objects: [crashing('web')] });
  const before = await server.client();
  await before.ask('subscribe', { simulation: id, after: 0 });
  const { head } = (await server.clock(id, { advance: '30s' })).body;
  await before.untilSeq(head);
  before.close();

  await server.clock(id, { advance: '5m' });
  const after = await server.client();
  const answer = await after.ask('subscribe', { simulation: id, after: before.seqs.at(-1) });
  expect(answer).toMatchObject({ ok: true, from: head + 1 });
  const end = (await server.clock(id, { advance: '5m' })).body.head;
  await after.untilSeq(end);
  expect([...before.seqs, ...after.seqs]).toEqual(between(1, end));
});

test('without a place to begin, what happens from now on is sent', async () => {
  const id = await server.simulation({ nodes: 1 });
  const client = await server.client();
  const { from, head } = await client.ask('subscribe', { simulation: id });
  expect(from).toBe(head + 1);
  await server.post(`/simulations/${id}/api/v1/namespaces/default/pods`, pod('web'));
  await client.until(() => client.entries.length >= 2);
  expect(client.seqs[0]).toBe(from);
});

test('a snapshot comes first, and the entries after it follow', async () => {
  const id = await server.simulation({ nodes: 2, objects: [pod('web'), pod('other')] });
  await server.clock(id, { advance: '1m' });
  const client = await server.client();
  await client.ask('subscribe', { simulation: id, snapshot: true, filter: { pod: 'web' } });
  await client.until(() => client.of('snapshot').length > 0);
  const [{ seq, objects }] = client.of('snapshot');
  expect(objects.pods.map((one: { metadata: { name: string } }) => one.metadata.name)).toEqual(['web']);
  expect(objects.pods[0].status.phase).toBe('Running');
  expect(objects.nodes).toHaveLength(2);
  await server.send('DELETE', `/simulations/${id}/api/v1/namespaces/default/pods/web`);
  await client.until(() => client.entries.length > 0);
  expect(client.seqs[0]).toBeGreaterThan(seq);
});

describe('a slow client', () => {
  test('is told how far it lags, and reads on when it acknowledges', async () => {
    const id = await server.simulation({ nodes: 1, objects: [crashing('a'), crashing('b'), crashing('c')] });
    const client = await server.client();
    await client.ask('subscribe', { simulation: id, after: 0, window: 1 });
    const { head } = (await server.clock(id, { advance: '1h' })).body;
    await client.until(() => client.of('lag').length > 0);
    expect(client.of('lag')[0].behind).toBeGreaterThan(0);
    expect(client.of('entries')).toHaveLength(1);
    for (let batch = 0; (client.seqs.at(-1) ?? 0) < head; batch++) {
      client.acknowledgements[batch]?.();
      await client.until(() => client.acknowledgements.length > batch + 1);
    }
    expect(client.seqs).toEqual(between(1, head));
    client.acknowledgements.at(-1)?.();
    await client.until(() => client.of('lag').at(-1).behind === 0);
  });

  test('that reads nothing for a while has nothing kept for it but its place', async () => {
    const pods = between(1, 40).map((number) => crashing(`crash-${number}`));
    const id = await server.simulation({ nodes: 2, objects: pods });
    const client = await server.client();
    await client.ask('subscribe', { simulation: id, after: 0 });
    const connection = rawConnection(client.socket);
    connection.pause();
    const { head } = (await server.clock(id, { advance: '1h' })).body;
    connection.resume();
    await client.untilSeq(head);
    expect(client.seqs).toEqual(between(1, head));
    expect(client.of('lag').length).toBeGreaterThan(0);
  });

  test('that falls out of what is kept hears of the gap', async () => {
    const settings = { timelineLimit: 100 };
    const id = await server.simulation({ nodes: 1, settings, objects: [crashing('a'), crashing('b')] });
    const client = await server.client();
    await client.ask('subscribe', { simulation: id, after: 0, window: 1 });
    await client.until(() => client.entries.length > 0);
    await server.clock(id, { advance: '1h' });
    client.acknowledgements[0]?.();
    await client.until(() => client.of('gap').length > 0 && client.of('entries').length > 1);
    const [{ from, to }] = client.of('gap');
    const place = client.seqs.indexOf(to + 1);
    expect(client.seqs[place - 1]).toBe(from - 1);
  });
});

/** The TCP connection of a client. */
function rawConnection(socket: unknown): { pause(): void; resume(): void } {
  const { io } = socket as { io: { engine: { transport: { ws: { _socket: { pause(): void; resume(): void } } } } } };
  return io.engine.transport.ws._socket;
}

describe('a subscription that cannot be', () => {
  test.each([
    [{ simulation: 'nope' }, 'simulation', /there is no such simulation/],
    [{}, 'simulation', /^Required value/],
    [{ simulation: 'default', after: 99_999 }, 'after', /the newest entry is 18/],
    [{ simulation: 'default', after: 1, snapshot: true }, 'after', /leave out after or snapshot/],
    [{ simulation: 'default', filter: { pods: 'x' } }, 'filter.pods', /allowed: type, pod, namespace/],
    [{ simulation: 'default', from: 1 }, 'from', /^Forbidden: unknown field/],
    ['default', 'simulation', /^Required value/],
  ])('%j names %s', async (message, field, text) => {
    const client = await server.client();
    const answer = await client.ask('subscribe', message);
    expect(answer).toEqual({ ok: false, error: { field, message: expect.stringMatching(text) } });
  });

  test('to entries that are no longer kept names the oldest one', async () => {
    const id = await server.simulation({ nodes: 1, settings: { timelineLimit: 100 }, objects: [crashing('a')] });
    await server.clock(id, { advance: '3h' });
    const { base } = (await server.get(`/v1/simulations/${id}/timeline?after=0&limit=1`)).body;
    const client = await server.client();
    const answer = await client.ask('subscribe', { simulation: id, after: 5 });
    expect(answer.error).toEqual({
      field: 'after',
      message: `Invalid value: 5: the oldest entry that is kept is ${base + 1}: ask for a snapshot`,
    });
  });
});

test('after unsubscribe nothing more comes', async () => {
  const [quiet, heard] = [await server.simulation({ nodes: 1 }), await server.simulation({ nodes: 1 })];
  const client = await server.client();
  for (const id of [quiet, heard]) await client.ask('subscribe', { simulation: id });
  expect(await client.ask('unsubscribe', { simulation: quiet })).toEqual({ ok: true });
  for (const id of [quiet, heard]) await server.post(`/simulations/${id}/api/v1/namespaces/default/pods`, pod('web'));
  await client.until(() => client.entries.length > 0);
  const kinds = new Set(client.seqs);
  expect(kinds.size).toBe(client.seqs.length);
});

test('the stream ends with its simulation', async () => {
  const id = await server.simulation({ nodes: 1 });
  const client = await server.client();
  await client.ask('subscribe', { simulation: id });
  await server.send('DELETE', `/v1/simulations/${id}`);
  await client.until(() => client.of('end').length > 0);
  expect(client.of('end')).toMatchObject([{ simulation: id, reason: 'deleted' }]);
});
