/** From an HTTP request to a request of the API server: path, query, headers and the body as data. */
import type { ApiRequest, Method } from '#apiserver';
import { badRequest, failure } from '#kube-api';
import { readDocument, readJson, readYaml } from '#simulations';

/** The parts of an HTTP request that matter here. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as sent. */
  readonly body: Uint8Array | undefined;
}

/**
 * Reads a request; `prefix` is what comes before the API's own path. Throws a 400 for a path or body that cannot be read
 * (with line and column), a 415 for protobuf.
 */
export function readRequest({ method, url, headers, body }: HttpRequest, prefix: string): ApiRequest {
  const [path = '', search = ''] = splitOnce(url, '?');
  const contentType = contentTypeOf(headers['content-type']);
  const accept = first(headers['accept']);
  const userAgent = first(headers['user-agent']);
  const parsed = body && body.length > 0 ? readBody(new TextDecoder().decode(body), contentType) : undefined;
  return {
    method: method as Method, // any other is not routed here
    path: decodePath(path).slice(prefix.length) || '/',
    query: readQuery(search),
    ...(contentType !== undefined && { contentType }),
    ...(accept !== undefined && { accept }),
    ...(userAgent !== undefined && { userAgent }),
    ...(parsed !== undefined && { body: parsed }),
  };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

const first = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.join(',');

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest(`the path ${path} is not valid: a % must be followed by two hexadecimal digits`);
  }
}

/** Of a parameter given twice the first value counts, as in Go. */
function readQuery(search: string): Readonly<Record<string, string>> {
  if (search === '') return {};
  const pairs = [...new URLSearchParams(search)].reverse();
  return Object.fromEntries(pairs);
}

/** Other names of YAML that clients use. */
const sameAs: Readonly<Record<string, string>> = {
  'text/yaml': 'application/yaml',
  'application/x-yaml': 'application/yaml',
};

function contentTypeOf(header: string | readonly string[] | undefined): string | undefined {
  const type = first(header)?.split(';', 1)[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? undefined : (sameAs[type] ?? type);
}

/** How a body of a type is read; of any other type it is not, and the API server says so. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'application/json': readJson,
  'application/json-patch+json': readJson,
  'application/merge-patch+json': readJson,
  'application/strategic-merge-patch+json': readJson,
  'application/yaml': readOneYaml,
  'application/apply-patch+yaml': readDocument,
  'application/vnd.kubernetes.protobuf': () => {
    throw failure('UnsupportedMediaType', 'bodies in protobuf are not supported: send application/json');
  },
};

function readOneYaml(text: string): unknown {
  const documents = readYaml(text);
  if (documents.length > 1) throw badRequest(`the body must be one document, got ${documents.length}`);
  return documents[0];
}

function readBody(text: string, contentType = 'application/json'): unknown {
  return Object.hasOwn(readers, contentType) ? readers[contentType]?.(text) : undefined;
}
