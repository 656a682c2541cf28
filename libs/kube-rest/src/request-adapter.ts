/** From an HTTP request to a request of the API server: path, query, headers, and the body as text. */
import type { ApiRequest, Method } from '#apiserver';
import { badRequest, decodeProtobuf, summarizeBytes } from '#kube-api';

/** The parts of an HTTP request that matter here. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as sent. */
  readonly body: Uint8Array | undefined;
}

/** Reads a request; `prefix` is what comes before the API's own path. Throws a 400 for a bad path. */
export function readRequest(http: HttpRequest, prefix: string): ApiRequest {
  const { method, url, headers } = http;
  const [path = '', search = ''] = splitOnce(url, '?');
  const contentType = contentTypeOf(headers['content-type']);
  const accept = first(headers['accept']);
  const userAgent = first(headers['user-agent']);
  return {
    method: method as Method, // any other is not routed here
    path: decodePath(path).slice(prefix.length) || '/',
    query: readQuery(search),
    ...(contentType !== undefined && { contentType }),
    ...(accept !== undefined && { accept }),
    ...(userAgent !== undefined && { userAgent }),
    ...bodyOf(http, contentType),
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

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

type Body = Pick<ApiRequest, 'body' | 'text' | 'unreadable'>;

/** The body as the API server wants it: text as sent, protobuf as the value that it stands for. */
function bodyOf({ method, body }: HttpRequest, contentType: string | undefined): Body {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return {};
  if (contentType === PROTOBUF && (method !== 'DELETE' || body?.length)) return protobufBody(body ?? new Uint8Array());
  return { text: new TextDecoder().decode(body) };
}

function protobufBody(bytes: Uint8Array): Body {
  const decoded = decodeProtobuf(bytes);
  return 'problem' in decoded
    ? { unreadable: { ...decoded.problem, shown: summarizeBytes(bytes) } }
    : { body: decoded.value };
}
