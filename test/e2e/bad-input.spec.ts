/** What clients send wrongly: each answer is a Status that says what and where, and nothing is left behind. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pod, TestServer } from './server.ts';

let server: TestServer;
let small: TestServer;
jest.setTimeout(30_000);
beforeAll(async () => {
  server = await TestServer.boot();
  small = await TestServer.boot({ limits: { simulations: 2 } });
});
afterAll(async () => {
  await server.close();
  await small.close();
});

const pods = '/api/v1/namespaces/default/pods';
const headOf = async (id = 'default'): Promise<number> => (await server.get(`/v1/simulations/${id}`)).body.clock.head;

describe('the Kubernetes API', () => {
  test('an invalid spec is a 422 with one cause per field and leaves no trace', async () => {
    const before = await server.get('/v1/simulations/default/timeline');
    const answer = await server.post(pods, pod('web', { name: 'Main', imagePullPolicy: 'Sometimes' }));
    expect(answer).toMatchObject({ status: 422, body: { kind: 'Status', reason: 'Invalid', code: 422 } });
    const fields = answer.body.details.causes.map(({ field }: { field: string }) => field);
    expect(fields.sort()).toEqual(['spec.containers[0].imagePullPolicy', 'spec.containers[0].name']);
    expect((await server.get('/v1/simulations/default/timeline')).text).toBe(before.text);
    expect((await server.get(`${pods}/web`)).status).toBe(404);
  });

  test.each([
    ['application/json', '{"kind": "Pod",\n "metadata": }', 'line 2, column 14: unexpected "}"'],
    ['application/json', '{"kind": "Pod"', 'line 1, column 15: unexpected end of input'],
    ['application/yaml', 'kind: Pod\nmetadata: [a\nspec: b', 'line 3, column 1'],
    ['text/yaml', 'kind: Pod\n  metadata: x', 'line 1, column 7'],
  ])('a malformed body of type %s is a 400 with line and column', async (type, text, place) => {
    const answer = await server.post(pods, text, type);
    expect(answer).toMatchObject({ status: 400, body: { kind: 'Status', reason: 'BadRequest' } });
    expect(answer.body.message).toContain(place);
  });

  test('a malformed patch is a 400 with line and column', async () => {
    await server.post(pods, pod('patched'));
    const answer = await server.send('PATCH', `${pods}/patched`, {
      body: '{"a":}',
      type: 'application/merge-patch+json',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('line 1, column 6');
  });

  test('an unknown field is a warning, and refused when the client is strict', async () => {
    const body = pod('strict', { imagePullPolice: 'Always' });
    const strict = await server.post(`${pods}?fieldValidation=Strict`, body);
    expect(strict.status).toBe(400);
    expect(strict.body.message).toContain('unknown field "spec.containers[0].imagePullPolice"');
    const lax = await server.post(`${pods}?dryRun=All`, body);
    expect(lax.status).toBe(201);
    expect(lax.headers.get('warning')).toBe('299 - "unknown field \\"spec.containers[0].imagePullPolice\\""');
  });

  test('a body above 3 MiB is a 413', async () => {
    const before = await headOf();
    const answer = await server.post(pods, 'x'.repeat(3 * 1024 * 1024 + 1));
    expect(answer).toMatchObject({
      status: 413,
      body: { kind: 'Status', reason: 'RequestEntityTooLarge', message: 'Request entity too large: limit is 3145728' },
    });
    expect(await headOf()).toBe(before);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded'])('a body of type %s is a 415', async (type) => {
    expect(await server.post(pods, 'a=b', type)).toMatchObject({
      status: 415,
      body: { reason: 'UnsupportedMediaType' },
    });
  });

  test.each([
    ['GET', '/simulations/nope/api/v1/pods', 404],
    ['GET', '/nothing/here', 404],
    ['POST', '/v1/simulations/nope/clock', 404],
    ['GET', '/api/v1/namespaces/default/nothings', 404],
    ['OPTIONS', '/api/v1/pods', 405],
    ['PATCH', '/v1/simulations', 404],
  ])('%s %s is a %i Status', async (method, path, code) => {
    const answer = await server.send(method, path);
    expect(answer).toMatchObject({ status: code, body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code } });
  });

  test('a HEAD is a 405 without a body', async () => {
    expect(await server.send('HEAD', '/api/v1/pods')).toMatchObject({ status: 405, text: '' });
  });

  test('a path that cannot be decoded is a 400', async () => {
    expect((await server.get('/api/v1/namespaces/%zz')).status).toBe(400);
  });
});

describe('the control API', () => {
  test.each([
    [{ nodes: -1 }, 'nodes', 'must be a number of nodes from 0 to 500'],
    [{ nodes: [{ name: 'a' }, { name: 'a' }] }, 'nodes', 'without a name twice'],
    [{ nodes: [{ name: 'A_' }] }, 'nodes[0].name', 'must be a lower-case name'],
    [{ nodes: [{ name: 'a', cpu: 'many' }] }, 'nodes[0].cpu', 'must be a quantity'],
    [{ profile: 'fast' }, 'profile', 'must be one of realistic, textbook'],
    [{ clock: { mode: 'fast' } }, 'clock.mode', 'must be one of paused, virtual, real-time'],
    [{ clock: { mode: 'real-time', rate: 0 } }, 'clock.rate', 'must be a number from 0.01 to 10000'],
    [{ settings: { kubelet: { relistPeriodMs: 1.5 } } }, 'settings.kubelet.relistPeriodMs', 'must be a whole number'],
    [{ settings: { kubelet: { relist: 1 } } }, 'settings.kubelet.relist', 'unknown field, allowed: evictionHard'],
    [
      { settings: { kubelet: { evictionHard: { 'memory.available': 'low' } } } },
      'settings.kubelet.evictionHard',
      'must be quantities or shares',
    ],
    [
      { settings: { kubelet: { evictionSoft: { memory: '1Gi' } } } },
      'settings.kubelet.evictionSoft',
      'memory is no signal: must be one of memory.available',
    ],
    [
      { settings: { kubelet: { evictionSoftGraceMs: { 'pid.available': 0.5 } } } },
      'settings.kubelet.evictionSoftGraceMs',
      'must be whole numbers of milliseconds',
    ],
    [
      { settings: { kubelet: { shutdownGraceByPodPriority: [{ priority: 0, seconds: -1 }] } } },
      'settings.kubelet.shutdownGraceByPodPriority[0].seconds',
      'must not be below 0',
    ],
    [
      { settings: { kubelet: { relistPeriodMs: 0 } } },
      'settings.kubelet.relistPeriodMs',
      'must be a whole number from 100 to 60000',
    ],
    [
      { settings: { kubelet: { crashBackOffMaxMs: 600_000 } } },
      'settings.kubelet.crashBackOffMaxMs',
      'must be a whole number from 1000 to 300000',
    ],
    [{ settings: { kubelet: { requeueJitter: 2 } } }, 'settings.kubelet.requeueJitter', 'must be a number from 0 to 1'],
    [
      { settings: { runtime: { pullMs: 1.5 } } },
      'settings.runtime.pullMs',
      'must be a whole number from 0 to 86400000',
    ],
    [{ settings: null }, 'settings', 'must be an object'],
    [{ kubernetesVersion: '1.33' }, 'kubernetesVersion', 'must be one of 1.34, 1.35, 1.36, 1.37'],
    [{ featureGates: { ContainerRestartRules: 'no' } }, 'featureGates', 'must be an object whose values are true or'],
    [{ featureGates: { Nope: true } }, 'featureGates', 'unrecognized feature gate: Nope; of 1.37 there are'],
    [
      { featureGates: { PLEGOnDemandRelist: false } },
      'featureGates',
      'cannot set feature gate PLEGOnDemandRelist to false, feature is locked to true',
    ],
    [
      { kubernetesVersion: '1.34', settings: { kubelet: { crashBackOffMaxMs: 60_000 } } },
      'settings.kubelet.crashBackOffMaxMs',
      'FeatureGate KubeletCrashLoopBackOffMax not enabled, must not be set',
    ],
    [{ epoch: 'today' }, 'epoch', 'must be a time in UTC'],
    [{ seeds: 'x' }, 'seeds', 'unknown field, allowed: name, seed, nodes'],
  ])('a simulation with %j is a 400 at %s', async (spec, field, message) => {
    const answer = await server.post('/v1/simulations', spec);
    expect(answer).toMatchObject({ status: 400, body: { kind: 'Status', reason: 'BadRequest', code: 400 } });
    const [cause] = answer.body.details.causes;
    expect(cause.field).toBe(field);
    expect(cause.message).toContain(message);
    expect(answer.body.message).toContain(`${field}: `);
  });

  test.each([
    [{}, '', 'exactly one of pause, resume, advance, step, until is allowed'],
    [{ pause: true, step: 1 }, '', 'exactly one of'],
    [{ pause: false }, 'pause', 'must be true'],
    [{ resume: { rate: 'fast' } }, 'resume.rate', 'must be a number from 0.01 to 10000'],
    [{ resume: 60 }, 'resume', 'must be an object'],
    [{ advance: '10 minutes' }, 'advance', 'must be a duration above zero'],
    [{ advance: '0s' }, 'advance', 'must be a duration above zero'],
    [{ step: 0 }, 'step', 'must be a whole number from 1 to 100000'],
    [{ until: 'a b c' }, 'until', 'phase=<phase>'],
    [{ advance: '1s', within: '1h' }, 'within', 'goes with until only'],
    [{ rewind: '1s' }, 'rewind', 'unknown field, allowed: pause, resume, advance, step, until, within'],
  ])('the clock command %j is a 400', async (command, field, message) => {
    const before = (await server.get('/v1/simulations/default')).body.clock;
    const answer = await server.clock('default', command);
    expect(answer).toMatchObject({ status: 400, body: { kind: 'Status', code: 400 } });
    expect(answer.body.details.causes[0]).toMatchObject({ field, message: expect.stringContaining(message) });
    expect((await server.get('/v1/simulations/default')).body.clock).toEqual(before);
  });

  test('an advance beyond the limit is refused', async () => {
    expect((await server.clock('default', { advance: '9999h' })).body.message).toContain('at most 8784h at once');
  });

  test.each([
    ['?limit=0', 'limit'],
    ['?after=x', 'after'],
    ['?since=1', 'since'],
    ['?type=a&type=b', 'type'],
  ])('a timeline with %s is a 400 at %s', async (query, field) => {
    const answer = await server.get(`/v1/simulations/default/timeline${query}`);
    expect(answer).toMatchObject({ status: 400, body: { details: { causes: [{ field }] } } });
  });

  test.each([
    [{ fault: 'explode' }, 400, 'must be one of exit-container'],
    [{}, 400, 'fault: Required value'],
    [{ fault: 'exit-container', pod: 'a' }, 400, 'container: Required value'],
    [{ fault: 'exit-container', pod: 'a', container: 'b', code: 256 }, 400, 'must be an exit code from 0 to 255'],
    [{ fault: 'kill-sandbox', pod: 'nowhere' }, 409, 'no pod default/nowhere in any runtime'],
  ])('the fault %j is a %i', async (fault, code, message) => {
    const answer = await server.post('/v1/simulations/default/faults', fault);
    expect(answer).toMatchObject({ status: code, body: { kind: 'Status', message: expect.stringContaining(message) } });
  });

  test('a malformed body is a 400 with line and column', async () => {
    const answer = await server.post('/v1/simulations', '{"nodes": 1,\n}');
    expect(answer.body.message).toBe('the body is not valid JSON: line 2, column 1: unexpected "}"');
  });

  test('a body of another type is a 415', async () => {
    expect((await server.post('/v1/simulations', '<a/>', 'application/xml')).status).toBe(415);
  });

  test('beyond the limit of simulations there is a 429', async () => {
    await small.simulation();
    expect(await small.post('/v1/simulations', {})).toMatchObject({ status: 429, body: { reason: 'TooManyRequests' } });
  });
});
