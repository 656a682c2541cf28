/** Bodies in protobuf over HTTP: as good as JSON where objects are written, refused where they are not. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestServer, type Answer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.boot();
});
afterAll(() => server.close());

const type = 'application/vnd.kubernetes.protobuf';
const field = (number: number, content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};
/** A body whose only field is `metadata.name`. */
const named = (kind: string, name: string): Buffer =>
  Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, Buffer.concat([field(1, 'v1'), field(2, kind)])),
    field(2, field(1, field(1, name))),
  ]);
const send = (method: string, path: string, body: Buffer): Promise<Answer> => server.send(method, path, { body, type });

test('a namespace is created, changed and deleted', async () => {
  const created = await send('POST', '/api/v1/namespaces', named('Namespace', 'a'));
  expect(created).toMatchObject({ status: 201, body: { metadata: { name: 'a' }, status: { phase: 'Active' } } });
  expect((await send('PUT', '/api/v1/namespaces/a', named('Namespace', 'a'))).status).toBe(200);
  const options = Buffer.concat([Buffer.from('k8s\0'), field(1, field(2, 'DeleteOptions')), field(2, '')]);
  expect((await send('DELETE', '/api/v1/namespaces/a', options)).body.status.phase).toBe('Terminating');
});

test('what is wrong with the object is said as for JSON', async () => {
  const { status, body } = await send('POST', '/api/v1/namespaces', named('Namespace', 'A'));
  const json = await server.post('/api/v1/namespaces', { metadata: { name: 'A' } });
  expect([status, body]).toEqual([422, json.body]);
});

test('another kind, or one that nobody knows, is refused as in JSON', async () => {
  for (const kind of ['Pod', 'Foo']) {
    const { status, body } = await send('POST', '/api/v1/namespaces', named(kind, 'a'));
    const json = await server.post('/api/v1/namespaces', { kind, apiVersion: 'v1', metadata: { name: 'a' } });
    expect([status, body]).toEqual([400, json.body]);
  }
});

test.each([
  [Buffer.from('{}'), 'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (7b7d)'],
  [Buffer.from('k8s\0'), 'empty body (6b387300)'],
  [Buffer.from('k8s\0\x0a'), 'unexpected EOF (6b3873000a)'],
])('bytes that are no message are refused: %j', async (bytes, why) => {
  const { status, body } = await send('POST', '/api/v1/namespaces', bytes);
  const message = `the object provided is unrecognized (must be of type Namespace): ${why}`;
  expect([status, body.reason, body.message]).toEqual([400, 'BadRequest', message]);
});

test('a message that breaks off names its kind', async () => {
  const { status, body } = await send('POST', '/api/v1/namespaces', named('Namespace', 'abc').subarray(0, -1));
  expect([status, body.message]).toEqual([400, expect.stringContaining('unexpected EOF')]);
});

test('a patch is no object', async () => {
  expect((await send('PATCH', '/api/v1/namespaces/default', named('Namespace', 'default'))).status).toBe(415);
});

test('a client that takes protobuf gets JSON', async () => {
  const { status, headers } = await server.send('GET', '/api/v1/namespaces', { headers: { accept: type } });
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
});
