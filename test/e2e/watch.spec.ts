/** Watches over HTTP: frames as they happen, clean ends, slow readers. */
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { KubeService } from '#kube-rest';
import { pod, TestServer, type Json } from './server.ts';

let server: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  server = await TestServer.boot();
});
afterAll(() => server.close());

/** A watch as a client reads it: line by line. */
class WatchReader {
  readonly response: IncomingMessage;
  readonly #frames: AsyncGenerator<Json>;

  constructor(response: IncomingMessage) {
    this.response = response;
    this.#frames = readFrames(response);
  }

  static open(path: string): Promise<WatchReader> {
    return new Promise((resolve, reject) => {
      request(`${server.url}${path}`, (response) => resolve(new WatchReader(response)))
        .on('error', reject)
        .end();
    });
  }

  /** The next frame; `undefined` at the end of the stream. */
  async next(): Promise<Json> {
    return (await this.#frames.next()).value;
  }

  /** All frames until one passes, or to the end. */
  async until(isLast: (frame: Json) => boolean = () => false): Promise<Json[]> {
    const frames: Json[] = [];
    for (let frame = await this.next(); frame; frame = await this.next()) {
      frames.push(frame);
      if (isLast(frame)) break;
    }
    return frames;
  }
}

async function* readFrames(response: IncomingMessage): AsyncGenerator<Json> {
  let rest = '';
  for await (const chunk of response) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

const podsOf = (id: string): string => `/simulations/${id}/api/v1/namespaces/default/pods`;

test('a watch sends its headers at once, what exists, and then what happens', async () => {
  const id = await server.simulation({ nodes: 1, objects: [pod('old')] });
  const watch = await WatchReader.open(`${podsOf(id)}?watch=true`);
  expect(watch.response.statusCode).toBe(200);
  expect(watch.response.headers).toMatchObject({ 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
  expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { kind: 'Pod', metadata: { name: 'old' } } });
  await server.post(podsOf(id), pod('new'));
  expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'new' } } });
  await server.clock(id, { until: 'new Ready' });
  await server.send('DELETE', `${podsOf(id)}/new`);
  await server.clock(id, { until: 'new deleted' });
  const frames = await watch.until(({ type }) => type === 'DELETED');
  const versions = frames.map(({ object }) => Number(object.metadata.resourceVersion));
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(frames.some(({ object }) => object.status.phase === 'Running')).toBe(true);
  watch.response.destroy();
});

test('a watch goes on from a version without gaps', async () => {
  const id = await server.simulation({ nodes: 1, objects: [pod('web')] });
  const { metadata } = (await server.get(podsOf(id))).body;
  await server.clock(id, { advance: '1m' });
  const watch = await WatchReader.open(`${podsOf(id)}?watch=1&resourceVersion=${metadata.resourceVersion}`);
  const frames = await watch.until(({ object }) => object.status.phase === 'Running');
  const { entries } = (await server.get(`/v1/simulations/${id}/timeline?type=pod.modified&limit=1000`)).body;
  expect(frames.map(({ object }) => object)).toEqual(
    entries.slice(0, frames.length).map(({ data }: Json) => data.object),
  );
  watch.response.destroy();
});

test('a watch that asks for initial events gets them with the bookmark that ends them', async () => {
  const id = await server.simulation({ nodes: 1, objects: [pod('web')] });
  const query = 'watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
  const watch = await WatchReader.open(`${podsOf(id)}?${query}`);
  const frames = await watch.until(({ type }) => type === 'BOOKMARK');
  expect(frames.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
  expect(frames[1].object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
  watch.response.destroy();
});

test('a watch ends cleanly after its timeout', async () => {
  const watch = await WatchReader.open('/api/v1/nodes?watch=true&timeoutSeconds=1');
  expect((await watch.until()).map(({ type }) => type)).toEqual(['ADDED', 'ADDED', 'ADDED']);
  expect(watch.response.complete).toBe(true);
});

test('a watch ends with its simulation', async () => {
  const id = await server.simulation({ nodes: 1 });
  const watch = await WatchReader.open(`${podsOf(id)}?watch=true`);
  await server.send('DELETE', `/v1/simulations/${id}`);
  expect(await watch.until()).toEqual([]);
});

test('a client that goes away is forgotten', async () => {
  const id = await server.simulation({ nodes: 1 });
  const kube = server.app.get(KubeService, { strict: false });
  const before = kube.streamCount;
  const watch = await WatchReader.open(`${podsOf(id)}?watch=true`);
  expect(kube.streamCount).toBe(before + 1);
  const closed = kube.whenClosed();
  watch.response.destroy();
  await closed;
  expect(kube.streamCount).toBe(before);
});

test('a version that is no longer kept is a 410 in the stream', async () => {
  const crashing = pod('crash', { image: 'busybox', command: ['false'] });
  const id = await server.simulation({ nodes: 1, settings: { timelineLimit: 100 }, objects: [crashing] });
  await server.clock(id, { advance: '3h' });
  const watch = await WatchReader.open(`${podsOf(id)}?watch=true&resourceVersion=5`);
  const [frame, ...more] = await watch.until();
  expect(frame).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  expect(more).toEqual([]);
});

test('a reader so slow that the timeline forgets what it has not seen gets a 410', async () => {
  const objects = Array.from({ length: 60 }, (_, i) => pod(`crash-${i}`, { image: 'busybox', command: ['false'] }));
  const id = await server.simulation({ nodes: 2, settings: { timelineLimit: 500 }, objects });
  const watch = await WatchReader.open(`${podsOf(id)}?watch=true`);
  await server.clock(id, { advance: '6h' });
  const frames = await watch.until();
  expect(frames.at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410 } });
});

test('a Table comes to those who ask for it, lines to people, YAML to those who want it', async () => {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  const table = await server.send('GET', '/api/v1/nodes', { headers: { accept } });
  expect(table.body).toMatchObject({ kind: 'Table', rows: [{}, {}, {}] });
  const pretty = await server.send('GET', '/api/v1/nodes', { headers: { 'user-agent': 'curl/8' } });
  expect(pretty.text).toMatch(/^{\n {2}"kind": "NodeList",\n/);
  const yaml = await server.send('GET', '/api/v1/nodes/node-1', { headers: { accept: 'application/yaml' } });
  expect(yaml.headers.get('content-type')).toContain('application/yaml');
  expect(yaml.text).toContain('kind: Node\n');
});

test('health and version answer', async () => {
  for (const path of ['/healthz', '/livez', '/readyz', '/simulations/default/healthz'])
    expect(await server.get(path)).toMatchObject({ status: 200, text: 'ok' });
  expect((await server.get('/version')).body.gitVersion).toBe('v1.37.2');
});

test('logs are read, and followed until the container ends', async () => {
  const talking = pod('web', {
    image: 'busybox',
    command: ['sh', '-c', 'echo one; sleep 10; echo two; sleep 10; exit 0'],
  });
  const id = await server.simulation({ nodes: 1, objects: [talking] });
  await server.clock(id, { until: 'web Ready' });
  const path = `${podsOf(id)}/web/log`;
  expect(await server.get(path)).toMatchObject({ status: 200, text: 'one\n' });
  const followed = fetch(`${server.url}${path}?follow=true`).then((response) => response.text());
  await server.clock(id, { advance: '12s' });
  expect((await server.get(`${path}?tailLines=1`)).text).toBe('two\n');
  await server.clock(id, { advance: '30s' });
  expect(await followed).toBe('one\ntwo\n');
  expect(await server.get(`${path}?container=side`)).toMatchObject({ status: 400, body: { reason: 'BadRequest' } });
  expect((await server.post(`${podsOf(id)}/web/exec?command=ls`)).body.message).toBe('Upgrade request required');
});
