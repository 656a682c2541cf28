/** The server as a function: routing, verbs and refusals. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import { PODS, ask, createHost, createPod, messageOf, objectOf, podBody } from '../test/host.ts';

describe('a request', () => {
  it('creates, gets, lists and deletes a pod', () => {
    const host = createHost();
    createPod(host, 'web');
    expect(objectOf(ask(host, 'GET', `${PODS}/web`)).metadata.name).toBe('web');
    expect(ask(host, 'GET', PODS).body).toMatchObject({ kind: 'PodList', items: [{ metadata: { name: 'web' } }] });
    expect(ask(host, 'DELETE', `${PODS}/web`).code).toBe(200);
    expect(ask(host, 'GET', `${PODS}/web`).code).toBe(404);
  });

  it.each([
    ['GET', '/api/v1/namespaces/default/podz', 404],
    ['GET', '/nope', 404],
    ['GET', '/apis/nope.example/v1/x', 404],
    ['POST', `${PODS}/web`, 405],
    ['PUT', PODS, 405],
    ['POST', '/api/v1/pods', 405],
    ['OPTIONS', PODS, 405],
    ['DELETE', '/api/v1/namespaces', 405],
    ['GET', `${PODS}/nope`, 404],
  ] as const)('%s %s is answered with %i', (method, path, code) => {
    expect(ask(createHost(), method, path).code).toBe(code);
  });

  it('a refused or dry-run write leaves no trace', () => {
    const host = createHost();
    const state = (): string => JSON.stringify([headOf(host.timeline), host.api.names, host.drawHash]);
    const before = state();
    const refused = ask(host, 'POST', PODS, { body: podBody('p', { restartPolicy: 'x' as 'Never' }) });
    const dry = ask(host, 'POST', PODS, { body: podBody('p'), query: { dryRun: 'All' } });
    expect([refused.code, dry.code, state()]).toEqual([422, 201, before]);
  });

  it('warnings come with refusals, too', () => {
    const body = { ...podBody('p'), spec: { containers: [], bogus: 1 } };
    expect(ask(createHost(), 'POST', PODS, { body })).toMatchObject({
      code: 422,
      warnings: ['unknown field "spec.bogus"'],
    });
  });

  it.each([null, 5, 'text', [], { metadata: 5 }, { spec: { containers: [null] } }, { metadata: { labels: null } }])(
    'a body of %j is refused, not thrown at',
    (body) => {
      expect(ask(createHost(), 'POST', PODS, { body }).code).toBeGreaterThanOrEqual(400);
    },
  );

  it('a key called __proto__ changes no prototype', () => {
    const host = createHost();
    const text =
      '{"metadata":{"name":"p","__proto__":{"polluted":1}},"__proto__":{"polluted":1},"spec":{"containers":[{"name":"a","image":"x"}]}}';
    expect(ask(host, 'POST', PODS, { text })).toMatchObject({
      code: 201,
      warnings: expect.arrayContaining(['unknown field "__proto__"']),
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(
      messageOf(ask(host, 'PATCH', `${PODS}/p`, { contentType: 'application/json-patch+json', text: '{"op":"x"}' })),
    ).toContain('error decoding patch');
  });
});
