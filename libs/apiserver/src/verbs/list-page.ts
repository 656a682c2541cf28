/** List: the newest state, the state as of a version, or one page of it. */
import { headOf } from '#kernel';
import { badRequest, decodeBase64Url, encodeBase64Url, failure, type KubeObject, type ListMeta } from '#kube-api';
import { objectKey } from '#object-store';
import type { Call } from '../call.ts';
import { objectsAsOf } from '../history.ts';
import { checkListOptions } from '../list-options.ts';
import { selectorOf } from '../object-selector.ts';
import { integerParameter, type ObjectList } from './read.ts';

type Query = Readonly<Record<string, string>>;

/** Where a page begins: behind `start`, in the state of `version`. */
interface Page {
  readonly version: number;
  /** A key relative to the collection, with a slash in front; empty for the first page. */
  readonly start: string;
}

/**
 * Answers a list request: options, selectors, pages of one consistent state.
 * @source kube-apiserver v1.37 apiserver/pkg/storage: GetList
 */
export function listPage(call: Call): ObjectList {
  const { host, type, route, request } = call;
  const query = request.query ?? {};
  const limit = integerParameter(query, 'limit') ?? 0;
  const isAnyVersion = query['resourceVersion'] === '0';
  const page = pageOf(call, query);
  const objects = objectsAsOf(host, {
    resource: type.resource,
    version: page.version,
    ...(route.namespace !== undefined && { namespace: route.namespace }),
  });
  const matches = selectorOf(type, query);
  const selected = (matches ? objects.filter(matches) : objects).filter(
    (object) => relativeKey(call, object) > page.start,
  );
  const resourceVersion = String(page.version);
  if (limit <= 0 || isAnyVersion || selected.length <= limit) return { metadata: { resourceVersion }, items: selected };
  const items = selected.slice(0, limit);
  return { metadata: nextPage(call, { page, items, rest: selected.length - limit }), items };
}

/** The version to list: that of the token, the exact one asked for, or the newest. */
function pageOf({ host }: Call, query: Query): Page {
  const head = headOf(host.timeline);
  const { continue: token, resourceVersion = '', resourceVersionMatch } = query;
  if (token) return readToken(query, token);
  checkListOptions(query);
  const asked = Number(resourceVersion);
  if (asked > head) throw tooLarge(asked, head);
  return { version: resourceVersionMatch === 'Exact' ? asked : head, start: '' };
}

const tooLarge = (asked: number, current: number): Error =>
  failure('Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });

function readToken({ resourceVersion }: Query, token: string): Page {
  if (resourceVersion && resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
  const text = decodeBase64Url(token);
  if (typeof text === 'number') throw badToken(`illegal base64 data at input byte ${text}`);
  const parts = /^\{"v":"meta\.k8s\.io\/v1","rv":(\d+),"start":"(\/[^"\\]*)\\u0000"\}$/.exec(text);
  if (!parts) throw badToken('server response has not been recognized');
  return { version: Number(parts[1]), start: parts[2] ?? '' };
}

const badToken = (why: string): Error => badRequest(`invalid continue token: continue key is not valid: ${why}`);

interface Cut {
  readonly page: Page;
  readonly items: readonly KubeObject[];
  readonly rest: number;
}

/** The token of the page after these items; how many remain is said only where no selector leaves some out. */
function nextPage(call: Call, { page, items, rest }: Cut): ListMeta {
  const { labelSelector, fieldSelector } = call.request.query ?? {};
  const last = items.at(-1);
  const start = last ? relativeKey(call, last) : page.start;
  return {
    resourceVersion: String(page.version),
    continue: encodeBase64Url(`{"v":"meta.k8s.io/v1","rv":${page.version},"start":"${start}\\u0000"}`),
    ...(!labelSelector && !fieldSelector && { remainingItemCount: rest }),
  };
}

const relativeKey = ({ route }: Call, object: KubeObject): string =>
  `/${route.namespace === undefined ? objectKey(object) : object.metadata.name}`;
