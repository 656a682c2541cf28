/** Plays recorded requests against the API server and compares its answers with the recorded ones, row by row. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  bootstrapCluster,
  createApiServerState,
  handleRequest,
  watchFrames,
  type ApiHost,
  type ApiRequest,
  type Method,
} from '#apiserver';
import { createKernel } from '#kernel';
import { createStore } from '#object-store';

/** A line of a row file; which fields it has depends on the file. */
export interface Row {
  readonly name: string;
  readonly code: number;
  readonly op?: string;
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string | null;
  readonly accept?: string;
  readonly body?: unknown;
  readonly manifest?: unknown;
  readonly patch?: unknown;
  readonly status?: unknown;
  readonly object?: unknown;
  readonly response?: unknown;
  readonly warnings?: readonly string[];
  readonly generation?: number;
}

/** What a candidate says to a row: the same fields. */
export type Answer = Partial<Pick<Row, 'code' | 'status' | 'object' | 'response' | 'warnings' | 'generation'>>;

export type RowFile = 'validation' | 'updates' | 'defaulting' | 'http';

export function readRows(file: RowFile): readonly Row[] {
  const text = gunzipSync(readFileSync(new URL(`../golden/${file}.jsonl.gz`, import.meta.url))).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row); // written in this form
}

const EPOCH = Date.UTC(2026, 10, 23, 12, 42, 50);

/** A simulation without nodes, with what every cluster has. */
export function createHost(): ApiHost {
  const kernel = createKernel({ seed: 'rows', epoch: EPOCH, timelineLimit: 10_000 });
  const host: ApiHost = { ...kernel, store: createStore(), api: createApiServerState(kernel, 'v1.37.2') };
  bootstrapCluster(host);
  return host;
}

const PODS = '/api/v1/namespaces/default/pods';

interface Summary {
  readonly code: number;
  readonly body: unknown;
  readonly warnings?: readonly string[] | undefined;
}

function ask(host: ApiHost, request: ApiRequest): Summary {
  const { code, body, warnings } = handleRequest(host, request);
  return { code, body, warnings: warnings?.map((text) => `299 - "${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`) };
}

/** validation.jsonl: a create with dryRun=All. */
export function answerValidationRow(host: ApiHost, row: Row): Answer {
  const { code, body, warnings } = ask(host, {
    method: 'POST',
    path: PODS,
    query: { dryRun: 'All' },
    body: row.manifest,
  });
  return { code, ...(code >= 400 && { status: body }), ...(warnings && { warnings }) };
}

/** defaulting.jsonl: the object that a create with dryRun=All answers with. */
export function answerDefaultingRow(host: ApiHost, row: Row): Answer {
  const { code, body } = ask(host, { method: 'POST', path: PODS, query: { dryRun: 'All' }, body: row.manifest });
  return { code, object: body };
}

/** updates.jsonl: a create, then patches of it and of its subresources, one after another. */
export function answerUpdateRow(host: ApiHost, row: Row): Answer {
  const { op = '', manifest } = row;
  if (op === 'create') {
    const pod = manifest as { readonly spec: object }; // the first row
    return {
      code: ask(host, { method: 'POST', path: PODS, body: { ...pod, spec: { ...pod.spec, nodeName: 'ghost' } } }).code,
    };
  }
  const path = `/api/v1/namespaces/default/${/ of (\S+)/.exec(op)?.[1] ?? ''}`;
  const request: ApiRequest = {
    method: 'PATCH',
    path,
    contentType: 'application/strategic-merge-patch+json',
    body: row.patch,
  };
  const { code, body } = ask(host, request);
  if (code >= 400) return { code, status: body };
  const { metadata } = body as { readonly metadata: { readonly generation: number } }; // a pod
  return { code, generation: metadata.generation };
}

/** Recorded uids and versions, and what stands for them here. */
const counterparts = new WeakMap<ApiHost, Map<string, string>>();

interface Versioned {
  readonly metadata?: { readonly uid?: string; readonly resourceVersion?: string };
}

const metadataOf = (value: unknown): Versioned['metadata'] => (value as Versioned | null | undefined)?.metadata; // if it has any
const volumeNamesOf = (value: unknown): readonly string[] =>
  (JSON.stringify(value) ?? '').match(/kube-api-access-[a-z0-9]{5}/g) ?? [];

function learn(known: Map<string, string>, recorded: unknown, answered: unknown): void {
  const [theirs, ours] = [metadataOf(recorded), metadataOf(answered)];
  if (theirs?.uid && ours?.uid) known.set(theirs.uid, ours.uid);
  if (theirs?.resourceVersion && ours?.resourceVersion)
    known.set(`version ${theirs.resourceVersion}`, ours.resourceVersion);
  const names = volumeNamesOf(answered);
  for (const [i, name] of volumeNamesOf(recorded).entries()) known.set(name, names[i] ?? name);
}

function translate(known: ReadonlyMap<string, string>, body: unknown): unknown {
  const renamed: unknown = JSON.parse(
    JSON.stringify(body).replace(
      /kube-api-access-[a-z0-9]{5}|[0-9a-f]{8}-[-0-9a-f]{27}/g,
      (name) => known.get(name) ?? name,
    ),
  );
  const version = known.get(`version ${metadataOf(renamed)?.resourceVersion}`);
  if (!version) return renamed;
  return { ...(renamed as object), metadata: { ...metadataOf(renamed), resourceVersion: version } }; // it has metadata
}

/** http.jsonl: single requests, in order, in one simulation; a watch answers with its first frames. */
export function answerHttpRow(host: ApiHost, row: Row): Answer {
  const known = counterparts.get(host) ?? new Map<string, string>();
  counterparts.set(host, known);
  const [path = '', query = ''] = (row.path ?? '').split('?');
  const request: ApiRequest = {
    method: (row.method ?? 'GET') as Method, // as recorded
    path: decodeURIComponent(path),
    query: Object.fromEntries(new URLSearchParams(query)),
    ...(row.contentType && { contentType: row.contentType }),
    ...(row.accept && { accept: row.accept }),
    ...(typeof row.body === 'string' ? { text: row.body } : row.body !== null && { body: translate(known, row.body) }),
  };
  const response = handleRequest(host, request);
  learn(known, row.response, response.body);
  if (!response.watch) return { code: response.code, response: response.body };
  const { frames } = watchFrames(host, response.watch);
  return {
    code: response.code,
    response: frames.length === 1 ? frames[0] : frames.map((frame) => JSON.stringify(frame)).join('\n'),
  };
}

// What differs from run to run and says nothing about behaviour.
const volatileKeys = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'managedFields',
  'lastTransitionTime',
  'deletionTimestamp',
  'time',
  'startTime',
  'token',
  'expirationTimestamp',
  'selfLink',
  'lastProbeTime',
]);

const masks: readonly (readonly [RegExp, string])[] = [
  [/kube-api-access-[a-z0-9]{5}/g, 'kube-api-access-*'],
  [/\bgen-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'gen-*'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/(expected|current|resource version|precondition:?)[^0-9]{0,12}\d+/gi, '$1 <version>'],
  [/pkg\/[a-z/]+\.go:\d+/g, '<source>'],
  [/^\d+(s|m|h|d)(\d+s)?$/, '<age>'],
  [/^<invalid>$/, '<age>'],
];

const mask = (text: string): string => masks.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text);

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, item]) => item !== undefined && !volatileKeys.has(key));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, canonical(item)]));
}

interface Failure {
  readonly kind?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly kind?: string; readonly name?: string; readonly causes?: readonly Cause[] };
}

interface Cause {
  readonly reason?: string;
  readonly field?: string;
  readonly message?: string;
}

const causesOf = (status: Failure | undefined): readonly string[] =>
  (status?.details?.causes ?? []).map(({ reason, field, message }) => mask(`${reason}|${field}|${message}`)).sort();

function failureOf({ status, response }: Answer): Failure | undefined {
  const candidate = (status ?? response) as Failure | undefined; // looked at below
  return typeof candidate === 'object' && candidate !== null && candidate.kind === 'Status' ? candidate : undefined;
}

/** What is wrong with a candidate's answer to a row; nothing when it agrees with the recording. */
export function problemsOf(want: Row, got: Answer): readonly string[] {
  const problems: string[] = [];
  const check = (what: string, a: unknown, b: unknown): void => {
    const [x, y] = [JSON.stringify(canonical(a ?? null)), JSON.stringify(canonical(b ?? null))];
    if (x !== y) problems.push(`${what}: want ${x.slice(0, 400)}; got ${y.slice(0, 400)}`);
  };
  check('code', want.code, got.code);
  const wanted = failureOf(want);
  if (wanted && (want.status !== undefined || wanted.status === 'Failure')) {
    const answered = (got.status ?? got.response) as Failure | undefined; // compared field by field
    check('reason', wanted.reason, answered?.reason);
    check('causes', causesOf(wanted), causesOf(answered));
    if (causesOf(wanted).length === 0) check('message', wanted.message, answered?.message);
    check('details.kind', wanted.details?.kind, answered?.details?.kind);
    check('details.name', wanted.details?.name, answered?.details?.name);
  } else if ('object' in want) check('object', want.object, got.object);
  else if (typeof want.response === 'object' && want.response !== null) check('response', want.response, got.response);
  if (want.warnings !== undefined) check('warnings', want.warnings, got.warnings);
  if (want.generation !== undefined) check('generation', want.generation, got.generation);
  return problems;
}

export const answerers = {
  validation: answerValidationRow,
  updates: answerUpdateRow,
  defaulting: answerDefaultingRow,
  http: answerHttpRow,
} satisfies Record<RowFile, (host: ApiHost, row: Row) => Answer>;

/** The answers to the rows of a file, in their order, from one API server. */
export function answerRows(file: RowFile, rows: readonly Row[]): readonly Answer[] {
  const host = createHost();
  return rows.map((row) => answerers[file](host, row));
}

/** Plays a whole file. Returns the problems of each row. */
export function playRows(file: RowFile): readonly (readonly string[])[] {
  const rows = readRows(file);
  return answerRows(file, rows).map((answer, i) => problemsOf(rows[i] as Row, answer)); // one answer per row
}
