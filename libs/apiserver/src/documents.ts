/** What the server answers besides objects: version and health. */
import type { ApiHost } from './api-host.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

const text = (body: string, code = 200): ApiResponse => ({ code, body, contentType: 'text/plain; charset=utf-8' });

export function answerDocument(_host: ApiHost, { path }: ApiRequest): ApiResponse {
  if (path === '/healthz' || path === '/livez' || path === '/readyz') return text('ok');
  return text('404 page not found\n', 404);
}
