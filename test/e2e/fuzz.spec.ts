/** Requests that nobody would send: each is answered, none breaks the server, and what is refused has changed nothing. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { pod, TestServer, type Answer } from './server.ts';

/** `FUZZ_RUNS=100000` is the long form. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);

let server: TestServer;
let root: string;
let id: string;
jest.setTimeout(RUNS * 30 + 60_000);

beforeAll(async () => {
  server = await TestServer.boot();
  id = await server.simulation({ nodes: 1, objects: [pod('web'), pod('box', { image: 'busybox' })] });
  await server.clock(id, { advance: '10s' });
  root = `/simulations/${id}`;
});
afterAll(() => server.close());

const odd = fc.constantFrom(
  '',
  '.',
  '..',
  '%2e%2e',
  '%00',
  '%zz',
  '__proto__',
  'constructor',
  'ä',
  '%F0%9F%98%80',
  '*',
  'a'.repeat(600),
);
const resource = fc.constantFrom('pods', 'nodes', 'namespaces', 'events', 'services', 'configmaps', 'secrets', 'leases', 'deployments', 'poddisruptionbudgets', 'selfsubjectaccessreviews'); // prettier-ignore
const group = fc.constantFrom('api/v1', 'api/v2', 'apis/apps/v1', 'apis/policy/v1', 'apis/coordination.k8s.io/v1', 'apis/authorization.k8s.io/v1', 'openapi/v3', 'apis'); // prettier-ignore
const name = fc.oneof(fc.constantFrom('web', 'box', 'gone', 'default', 'node-1'), odd);
const subresource = fc.constantFrom('status', 'log', 'exec', 'eviction', 'binding', 'resize', 'scale', 'ephemeralcontainers', 'portforward', 'finalize', 'token', 'nope'); // prettier-ignore

const path = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(resource, fc.option(name), fc.option(subresource)).map(([of, one, sub]) => `/api/v1/namespaces/default/${[of, one, sub].filter((part) => part !== null).join('/')}`) }, // prettier-ignore
  fc.tuple(group, resource, fc.option(name)).map((parts) => `/${parts.filter((part) => part !== null).join('/')}`),
  fc.tuple(group, name, resource, name).map(([g, n, r, o]) => `/${g}/namespaces/${n}/${r}/${o}`),
  fc.array(odd, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
);

const values = fc.oneof(odd, fc.constantFrom('true', '1', '0', '-1', '99999999999999999999', 'All', 'Strict', 'me', 'a=b', 'a in (b', 'status.phase=Running', 'eyJ2IjoxfQ', '1e400', 'null')); // prettier-ignore
const parameter = fc.constantFrom('limit', 'continue', 'labelSelector', 'fieldSelector', 'resourceVersion', 'resourceVersionMatch', 'dryRun', 'fieldValidation', 'fieldManager', 'force', 'gracePeriodSeconds', 'propagationPolicy', 'pretty', 'tailLines', 'sinceSeconds', 'sinceTime', 'limitBytes', 'container', 'includeObject', '__proto__'); // prettier-ignore
const query = fc
  .array(fc.tuple(parameter, values), { maxLength: 3 })
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`));

const json = fc.jsonValue({ maxDepth: 4 });
/** A good object of which one part, somewhere, is something else. */
const almost = fc
  .tuple(
    fc.constantFrom('metadata', 'spec', 'status', 'kind', 'apiVersion', '__proto__'),
    fc.constantFrom('containers', 'labels', 'name', 'managedFields', 'nodeName', 'volumes', 'ports', 'constructor'),
    json,
  ) // prettier-ignore
  .map(([outer, inner, value]) => {
    const object = JSON.parse(JSON.stringify(pod('fuzz'))) as Record<string, unknown>;
    const part = object[outer];
    const isPart = typeof part === 'object' && part !== null && Object.hasOwn(object, outer);
    return JSON.stringify({ ...object, [outer]: isPart ? { ...part, [inner]: value } : value });
  });
const container = json.map((value) =>
  JSON.stringify(pod('fuzz', { livenessProbe: value, env: value, resources: value })),
);
const patch = fc.oneof(
  json.map((value) => JSON.stringify({ metadata: { labels: value }, spec: value })),
  fc.array(fc.record({ op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'x'), path: fc.constantFrom('/metadata/labels', '/spec', '/', '', '/a/b', '/__proto__/x', '/metadata/labels/-1', '/spec/containers/0', '/spec/containers/99999999'), from: fc.constantFrom('/spec', '/x'), value: json })).map((operations) => JSON.stringify(operations)), // prettier-ignore
  fc.constantFrom('{"$patch":"delete"}', '{"spec":{"containers":[{"image":"x"}]}}', '{"spec":{"$setElementOrder/containers":[1]}}', '{"metadata":{"$retainKeys":["a"]}}'), // prettier-ignore
);
const yaml = fc.constantFrom('a: &a [*a]', 'a: &a {b: 1}\nb: *a\n<<: *a', 'kind: Pod\nmetadata: {name: !!js/function x}', '- '.repeat(500), '? a\n: b', '\t', '%YAML 9.9\n---\n', `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`); // prettier-ignore
const bytes = fc
  .tuple(fc.constantFrom('Pod', 'Namespace', 'DeleteOptions', 'Nope'), fc.uint8Array({ maxLength: 80 }))
  .map(([kind, raw]) => {
    const meta = Buffer.from([10, 2, ...Buffer.from('v1'), 18, kind.length, ...Buffer.from(kind)]);
    return Buffer.concat([
      Buffer.from('k8s\0'),
      Buffer.from([10, meta.length]),
      meta,
      Buffer.from([18, raw.length]),
      raw,
    ]);
  });
const deep = fc.constantFrom(30, 300, 20_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`);
const body = fc.oneof(almost, container, patch, yaml, bytes, deep, json.map((value) => JSON.stringify(value)), fc.string()); // prettier-ignore
const type = fc.constantFrom('application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf', 'application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml', 'text/plain', ';', 'application/json; charset=x'); // prettier-ignore
const accept = fc.constantFrom('*/*', 'application/json', 'application/yaml', 'application/json;as=Table;v=v1;g=meta.k8s.io', 'application/json;as=__proto__', 'text/html', ';;;,', 'application/vnd.kubernetes.protobuf'); // prettier-ignore
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS');

const PODS = '/api/v1/namespaces/default/pods';
const json1 = fc.constant('application/json');
const existing = fc.constantFrom(`${PODS}/web`, `${PODS}/box`, `${PODS}/web/status`, `${PODS}/box/resize`, '/api/v1/nodes/node-1', '/api/v1/namespaces/default'); // prettier-ignore
const collection = fc.constantFrom(PODS, '/api/v1/namespaces', '/api/v1/namespaces/default/services', '/api/v1/namespaces/default/configmaps', '/apis/apps/v1/namespaces/default/deployments', '/apis/policy/v1/namespaces/default/poddisruptionbudgets', '/apis/coordination.k8s.io/v1/namespaces/default/leases'); // prettier-ignore
const action = fc.constantFrom(`${PODS}/web/eviction`, `${PODS}/box/binding`, '/api/v1/namespaces/default/serviceaccounts/default/token', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'); // prettier-ignore
const anyObject = fc
  .tuple(
    fc.constantFrom('spec', 'metadata', 'deleteOptions', 'target', 'data'),
    fc.constantFrom('name', 'ports', 'selector', 'template', 'resourceAttributes', 'minAvailable', 'dryRun'),
    json,
  ) // prettier-ignore
  .map(([outer, inner, value]) => JSON.stringify({ metadata: { name: 'fuzz' }, [outer]: { [inner]: value } }));
const patchType = fc.constantFrom('application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json'); // prettier-ignore
const applyQuery = fc.constantFrom('?fieldManager=a', '?fieldManager=b&force=true', '?fieldManager=c&dryRun=All');

/** Requests that get through to what reads their bodies. */
const aimed = fc.oneof(
  fc.record({ method: fc.constant('POST'), path: collection, query, body: fc.oneof(almost, container, anyObject), type: json1, accept }), // prettier-ignore
  fc.record({ method: fc.constant('PUT'), path: existing, query, body: fc.oneof(almost, container, anyObject), type: json1, accept }), // prettier-ignore
  fc.record({ method: fc.constant('PATCH'), path: existing, query, body: patch, type: patchType, accept }),
  fc.record({ method: fc.constant('PATCH'), path: fc.constantFrom(`${PODS}/web`, `${PODS}/fuzz`), query: applyQuery, body: fc.oneof(almost, container, yaml), type: fc.constant('application/apply-patch+yaml'), accept }), // prettier-ignore
  fc.record({ method: fc.constant('POST'), path: action, query, body: anyObject, type: json1, accept }),
  fc.record({ method: fc.constant('POST'), path: collection, query, body: bytes, type: fc.constant('application/vnd.kubernetes.protobuf'), accept }), // prettier-ignore
  fc.record({ method: fc.constant('DELETE'), path: fc.constantFrom(`${PODS}/fuzz`, '/api/v1/namespaces/fuzz'), query, body: fc.oneof(anyObject, json.map((value) => JSON.stringify({ gracePeriodSeconds: value, preconditions: value }))), type: json1, accept }), // prettier-ignore
  fc.record({ method: fc.constant('GET'), path: fc.oneof(collection, existing, fc.constant(`${PODS}/box/log`)), query, body: fc.constant(''), type: json1, accept }), // prettier-ignore
);
const request = fc.oneof({ weight: 3, arbitrary: aimed }, fc.record({ method, path, query, body, type, accept }));

const headOf = async (): Promise<number> => (await server.get(`/v1/simulations/${id}`)).body.clock.head;

/**
 * The real server answers some mistakes of clients with a 500 that has no reason, and a version that is yet to come with a 504; any
 * other such answer is a broken server.
 */
function isBroken({ status, body: answer }: Answer): boolean {
  if (status === 500) return answer?.kind !== 'Status' || answer.reason !== undefined;
  const isTooNew = status === 504 && answer?.details?.causes?.[0]?.reason === 'ResourceVersionTooLarge';
  return status > 500 && !isTooNew;
}

test(`${RUNS} requests are answered, and what is refused changes nothing`, async () => {
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      const before = await headOf();
      const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(sent.method);
      const content = isReading ? {} : { body: sent.body, type: sent.type };
      const headers = { accept: sent.accept };
      const answer = await server.send(sent.method, `${root}${sent.path}${sent.query}`, { ...content, headers });
      if (isBroken(answer)) throw new Error(`${answer.status} ${answer.text.slice(0, 500)}`);
      const after = await headOf();
      if (answer.status >= 400 && after !== before) throw new Error(`${answer.status} but ${after - before} entries`);
    }),
    { numRuns: RUNS },
  );
  expect((await server.get(`/v1/simulations/${id}`)).body.clock).not.toHaveProperty('failure');
  expect(Object.keys(Object.prototype)).toEqual([]);
});
