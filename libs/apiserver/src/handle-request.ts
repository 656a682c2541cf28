/** The API server as a function: a request in, an answer or an open watch out. */
import { headOf } from '#kernel';
import { StatusError, methodNotAllowed, resourceNotFound, type Verb } from '#kube-api';
import type { ApiHost } from './api-host.ts';
import type { Call } from './call.ts';
import { answerDocument, pathNotFound } from './documents.ts';
import { negotiate } from './negotiate.ts';
import type { ApiRequest, ApiResponse } from './request.ts';
import { parsePath, type ResourceRoute } from './route.ts';
import { subresourceHandlers } from './subresources/handlers.ts';
import { verbHandlers } from './verbs/handlers.ts';

/**
 * Answers a request to the Kubernetes API. What a caller does wrong becomes a Status; a refused or dry-run write leaves
 * store, timeline and random streams as they were.
 */
export function handleRequest(host: ApiHost, request: ApiRequest): ApiResponse {
  const before = { draws: host.api.names.draws, drawHash: host.drawHash, head: headOf(host.timeline) };
  const warnings: string[] = [];
  try {
    return withWarnings(answer(host, request, warnings), warnings);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return withWarnings(refusal(error), warnings);
  } finally {
    // Nothing was written, so nothing may have been drawn: a replay knows written commands only.
    if (headOf(host.timeline) === before.head) {
      host.api.names.draws = before.draws;
      host.drawHash = before.drawHash;
    }
  }
}

function refusal({ status }: StatusError): ApiResponse {
  const retryAfter = status.details?.retryAfterSeconds;
  const headers =
    retryAfter !== undefined && status.code === 504 ? { headers: { 'Retry-After': String(retryAfter) } } : {};
  return { code: status.code ?? 500, body: status, ...headers };
}

const withWarnings = (response: ApiResponse, warnings: readonly string[]): ApiResponse =>
  warnings.length > 0 ? { ...response, warnings } : response;

function answer(host: ApiHost, request: ApiRequest, warnings: string[]): ApiResponse {
  const route = parsePath(request.path);
  if (route.kind === 'document') return answerDocument(host, request);
  if (route.kind === 'unknown-path') return pathNotFound();
  if (route.kind === 'unknown-resource') throw resourceNotFound();
  const call: Call = { host, request, route, type: route.type, dryRun: false, fieldValidation: 'Warn', warnings };
  return answerResource(call);
}

function answerResource(call: Call): ApiResponse {
  const { request, route } = call;
  const verb = verbOf(request, route);
  const verbs: readonly Verb[] = route.subresource?.verbs ?? route.type.verbs;
  if (verb === undefined || !verbs.includes(verb)) throw methodNotAllowed();
  const form = negotiate(request, route);
  const handler = route.subresource ? subresourceHandlers[route.subresource.name]?.[verb] : verbHandlers[verb];
  if (!handler) throw methodNotAllowed();
  return handler(call, form);
}

const itemVerbs: Readonly<Record<string, Verb>> = { GET: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
const collectionVerbs: Readonly<Record<string, Verb>> = { GET: 'list', POST: 'create', DELETE: 'deletecollection' };
const subresourceVerbs: Readonly<Record<string, Verb>> = { GET: 'get', PUT: 'update', PATCH: 'patch', POST: 'create' };

function verbOf(
  { method, query = {} }: ApiRequest,
  { type, namespace, name, subresource, isWatch }: ResourceRoute,
): Verb | undefined {
  if (subresource) return subresourceVerbs[method];
  if (method === 'GET' && isWatch) return 'watch';
  if (name !== undefined) return itemVerbs[method];
  if (type.namespaced && namespace === undefined && method !== 'GET') return undefined;
  const isWatching = method === 'GET' && (query['watch'] === '1' || query['watch'] === 'true');
  return isWatching ? 'watch' : collectionVerbs[method];
}
