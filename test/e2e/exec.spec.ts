/** exec and attach over WebSockets. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { KubeService } from '#kube-rest';
import { ChannelClient } from './channel-client.ts';
import { pod, TestServer } from './server.ts';

let server: TestServer;
let id: string;
jest.setTimeout(30_000);

const [STDIN, STDOUT, STDERR, ERROR, CLOSE] = [0, 1, 2, 3, 255];

beforeAll(async () => {
  server = await TestServer.boot();
  const command = ['sh', '-c', 'while true; do echo tick; sleep 10; done'];
  id = await server.simulation({ nodes: 1, objects: [pod('box', { image: 'busybox', command })] });
  await server.clock(id, { until: 'box Ready', within: '1m' });
});
afterAll(() => server.close());

const urlOf = (name: string, subresource: string, query: string): string =>
  `${server.url}/simulations/${id}/api/v1/namespaces/default/pods/${name}/${subresource}?${query}`;
const connect = (query: string, protocols?: readonly string[]): Promise<ChannelClient> =>
  ChannelClient.connect(urlOf('box', 'exec', query), protocols);
const commandOf = (...words: readonly string[]): string =>
  words.map((word) => `command=${encodeURIComponent(word)}`).join('&');

describe('exec', () => {
  test('runs a command: its output, its errors, its code', async () => {
    const client = await connect(`${commandOf('sh', '-c', 'echo out; echo err >&2; exit 3')}&stdout=true&stderr=true`);
    await client.until(() => client.isClosed);
    expect([client.text(STDOUT), client.text(STDERR)]).toEqual(['out\n', 'err\n']);
    expect(JSON.parse(client.text(ERROR))).toMatchObject({
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    });
  });

  test('passes on what is typed, until the input ends', async () => {
    const client = await connect(`${commandOf('cat')}&stdin=true&stdout=true`);
    client.send(STDIN, 'hällo\n');
    await client.until(() => client.text(STDOUT) === 'hällo\n');
    client.send(CLOSE, new Uint8Array([STDIN]));
    await client.until(() => client.isClosed);
    expect(JSON.parse(client.text(ERROR))).toEqual({ metadata: {}, status: 'Success' });
  });

  test('is a conversation with a shell at a terminal', async () => {
    const client = await connect(`${commandOf('sh')}&stdin=true&stdout=true&tty=true`);
    client.send(4, '{"Width":80,"Height":24}');
    await client.until(() => client.text(STDOUT) === '/ # ');
    client.send(STDIN, 'cd /tmp\r');
    await client.until(() => client.text(STDOUT).endsWith('/tmp # '));
    client.send(STDIN, 'exit\r');
    await client.until(() => client.isClosed);
    expect(client.text(STDOUT)).toBe('/ # cd /tmp\r\n/tmp # exit\r\n');
  });

  test('goes on with virtual time', async () => {
    const client = await connect(`${commandOf('sh', '-c', 'echo a; sleep 60; echo b')}&stdout=true`);
    await client.until(() => client.text(STDOUT) === 'a\n');
    await server.clock(id, { advance: '1m' });
    await client.until(() => client.isClosed);
    expect(client.text(STDOUT)).toBe('a\nb\n');
  });

  test('speaks v4 to older clients, and the newest of several', async () => {
    const old = await connect(`${commandOf('true')}&stdout=true`, ['v4.channel.k8s.io', 'channel.k8s.io']);
    const both = await connect(`${commandOf('true')}&stdout=true`, ['v4.channel.k8s.io', 'v5.channel.k8s.io']);
    expect([old.protocol, both.protocol]).toEqual(['v4.channel.k8s.io', 'v5.channel.k8s.io']);
    await Promise.all([old, both].map((client) => client.until(() => client.isClosed)));
  });

  test('of a program that is not there says so', async () => {
    const client = await connect(`${commandOf('nosuch')}&stdout=true`);
    await client.until(() => client.isClosed);
    expect(JSON.parse(client.text(ERROR)).message).toContain('exec: "nosuch": executable file not found in $PATH');
  });

  test.each([
    ['gone', 'command=x', ['v5.channel.k8s.io'], '404', 'pods \\"gone\\" not found'],
    ['box', 'command=x&container=zz', ['v5.channel.k8s.io'], '400', 'container zz is not valid for pod box'],
    ['box', 'command=x', ['channel.k8s.io'], '400', 'the protocols v5.channel.k8s.io, v4.channel.k8s.io are served'],
  ])('in %s with %s by %j is refused before the switch', async (name, query, protocols, code, why) => {
    const refusal = ChannelClient.connect(urlOf(name, 'exec', query), protocols);
    await expect(refusal).rejects.toThrow(new RegExp(`^${code} .*${why.replaceAll('\\', '\\\\')}`));
  });

  test('without an upgrade is told to switch', async () => {
    const answer = await server.get(`/simulations/${id}/api/v1/namespaces/default/pods/box/exec?command=x`);
    expect([answer.status, answer.body.message]).toEqual([400, 'Upgrade request required']);
  });

  test('elsewhere is nobody’s', async () => {
    await expect(ChannelClient.connect(`${server.url}/elsewhere`)).rejects.toThrow(/^404/);
    await expect(ChannelClient.connect(`${server.url}/simulations/none/api/v1/x`)).rejects.toThrow(/^404 /);
  });

  test('that is left leaves nothing behind', async () => {
    const kube = server.app.get(KubeService);
    const before = kube.streamCount;
    const client = await connect(`${commandOf('sleep', '600')}&stdout=true`);
    const closed = kube.whenClosed();
    client.close();
    await closed;
    expect(kube.streamCount).toBe(before);
  });
});

test('attach follows the output of the main process, and ends with it', async () => {
  const client = await ChannelClient.connect(urlOf('box', 'attach', 'stdout=true'));
  await server.clock(id, { advance: '10s' });
  await client.until(() => client.text(STDOUT).includes('tick\n'));
  const options = { fault: 'exit-container', pod: 'box', container: 'main', code: 1 };
  await server.post(`/v1/simulations/${id}/faults`, options);
  await client.until(() => client.isClosed);
  expect(JSON.parse(client.text(ERROR))).toEqual({ metadata: {}, status: 'Success' });
});
