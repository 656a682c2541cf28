/** From an answer of the API server to an HTTP response: body text and headers. */
import { stringify } from 'yaml';
import type { ApiRequest, ApiResponse } from '#apiserver';

export interface HttpResponse {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
}

/** What every answer carries: nobody may keep it. */
const common = { 'cache-control': 'no-cache, private' };

export function writeResponse(response: ApiResponse, request: ApiRequest): HttpResponse {
  const { code, body, contentType = 'application/json' } = response;
  const headers = { ...common, ...response.headers, ...warningHeaders(response), 'content-type': contentType };
  return { code, headers, body: bodyText(body, { contentType, isPretty: isPretty(request) }) };
}

/** Headers of a watch, whose body is a stream of frames. */
export const watchHeaders = (response: ApiResponse): HttpResponse['headers'] => ({
  ...common,
  ...warningHeaders(response),
  'content-type': 'application/json',
});

function bodyText(body: unknown, { contentType, isPretty }: { contentType: string; isPretty: boolean }): string {
  if (typeof body === 'string') return body;
  if (contentType === 'application/yaml') return stringify(body);
  return `${isPretty ? JSON.stringify(body, null, 2) : JSON.stringify(body)}\n`;
}

/** Programs that people look at get lines. @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers/negotiation */
const readByPeople = /^(curl|Wget|Mozilla\/5\.0)/;

function isPretty({ query = {}, userAgent = '' }: ApiRequest): boolean {
  const { pretty } = query;
  return pretty === undefined ? readByPeople.test(userAgent) : pretty === '1' || pretty === 'true';
}

function warningHeaders({ warnings = [] }: ApiResponse): { readonly warning?: string[] } {
  return warnings.length > 0 ? { warning: warnings.map(warningHeader) } : {};
}

/** `299 - "text"`, in the bytes of UTF-8 and without control characters. */
function warningHeader(text: string): string {
  const quoted = text.replace(/\p{Cc}+/gu, ' ').replace(/["\\]/g, '\\$&');
  return `299 - "${Buffer.from(quoted, 'utf8').toString('latin1')}"`;
}
