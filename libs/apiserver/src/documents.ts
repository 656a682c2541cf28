/** What the server answers besides objects: discovery, version, health and OpenAPI. */
import { hash64 } from '#kernel';
import { badRequest } from '#kube-api';
import type { ApiHost } from './api-host.ts';
import {
  aggregatedDiscovery,
  coreVersions,
  groupPaths,
  groupList,
  groupOf,
  openApiDocument,
  openApiPaths,
  resourceList,
} from './discovery.ts';
import { parseAccept } from './negotiate.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

const text = (body: string, code = 200): ApiResponse => ({ code, body, contentType: 'text/plain; charset=utf-8' });
const json = (body: unknown): ApiResponse => ({ code: 200, body });

/** The answer to a path that the server does not know at all. */
export const pathNotFound = (): ApiResponse => text('404 page not found\n', 404);

type Document = (host: ApiHost, request: ApiRequest, parts: readonly string[]) => ApiResponse | undefined;

const found = (body: unknown): ApiResponse | undefined => (body === undefined ? undefined : json(body));

/** Documents by the first segment of their path. */
const documents: Readonly<Record<string, Document>> = {
  '': () => json({ paths: rootPaths }),
  version: ({ api }) => json(versionBody(api.behavior.gitVersion)),
  healthz: (_host, request, parts) => health(request, parts),
  livez: (_host, request, parts) => health(request, parts),
  readyz: (_host, request, parts) => health(request, parts),
  api: (_host, request, [, version]) =>
    version === undefined ? discover(request, true) : found(resourceList('', version)),
  apis: (_host, request, [, group, version]) => {
    if (group === undefined) return discover(request, false);
    return found(version === undefined ? groupOf(group) : resourceList(group, version));
  },
  openapi: ({ api }, _request, [, format, root, ...group]) => {
    if (format !== 'v3') return undefined;
    if (root === undefined) return json(openApiPaths());
    const [name = '', version = ''] = root === 'api' ? ['', ...group] : group;
    return found(openApiDocument(name, version, api.behavior.gitVersion.replace(/^v/, '')));
  },
};

/** Answers a path that is not about objects; GET only. */
export function answerDocument(host: ApiHost, request: ApiRequest): ApiResponse {
  const parts = request.path.split('/').filter((part) => part !== '');
  const [first = ''] = parts;
  const document = Object.hasOwn(documents, first) ? documents[first] : undefined;
  return (request.method === 'GET' ? document?.(host, request, parts) : undefined) ?? pathNotFound();
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function discover({ accept = '' }: ApiRequest, isCore: boolean): ApiResponse {
  const isAggregated = parseAccept(accept).some(
    ({ parameters }) => parameters.get('as') === 'APIGroupDiscoveryList' && parameters.get('v') === 'v2',
  );
  if (!isAggregated) return json(isCore ? coreVersions() : groupList());
  const body = aggregatedDiscovery(isCore);
  const headers = {
    ETag: `"${hash64(JSON.stringify(body)).toUpperCase()}"`,
    Vary: 'Accept',
    'Cache-Control': 'public',
  };
  return { code: 200, body, contentType: AGGREGATED, headers };
}

const checks = ['ping', 'log', 'etcd'];

/** `ok`; every check with `?verbose`; one check below the path. */
function health({ query = {} }: ApiRequest, [name = '', check]: readonly string[]): ApiResponse | undefined {
  if (check !== undefined) return checks.includes(check) ? text('ok') : undefined;
  if (query['verbose'] === undefined) return text('ok');
  return text([...checks.map((each) => `[+]${each} ok`), `${name} check passed`, ''].join('\n'));
}

/** The version in all its parts, of a name such as `v1.37.2`. Throws a 400 for any other. */
function versionBody(gitVersion: string): unknown {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)\.\d+/.exec(gitVersion) ?? [];
  if (major === '') throw badRequest(`not a version: ${gitVersion}`);
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion,
    gitCommit: '0'.repeat(40),
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: 'go1.26.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

const rootPaths = [
  '/api',
  '/api/v1',
  '/apis',
  ...groupPaths(),
  '/healthz',
  '/livez',
  '/openapi/v3',
  '/readyz',
  '/version',
];
