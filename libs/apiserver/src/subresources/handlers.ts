/** The subresources: each a table of verbs. */
import type { ExpectedKind, Verb } from '#kube-api';
import { decodeBody } from '../body.ts';
import { storedObject, type Call } from '../call.ts';
import { checkContentType } from '../negotiate.ts';
import { readWriteOptions } from '../options.ts';
import type { Connection } from '../request.ts';
import { objectResponse } from '../respond.ts';
import { patchObject } from '../verbs/patch.ts';
import { putObject } from '../verbs/put.ts';
import type { Handler } from '../verbs/handlers.ts';
import type { UpdateStrategy } from '../verbs/update.ts';
import { bind } from './binding.ts';
import { connectToLog, connectToPorts, connectToStream } from './connect.ts';
import { ephemeralStrategy } from './ephemeral-containers.ts';
import { evict } from './eviction.ts';
import { finalizeStrategy } from './finalize.ts';
import { resizeStrategy } from './resize.ts';
import { scaleHandlers } from './scale.ts';
import { statusStrategy } from './status.ts';
import { requestToken } from './token.ts';

type Handlers = Readonly<Partial<Record<Verb, Handler>>>;

/** A view of the whole object of which only a part can be written. */
const viewOf = (strategy: UpdateStrategy): Handlers => ({
  get: (call, form) => objectResponse(call, storedObject(call), { form, code: 200 }),
  update: (call, form) => putObject(call, form, strategy),
  patch: (call, form) => patchObject(call, form, strategy),
});

/** A POST of a kind of its own, answered by a Status. */
const actionOf = (
  expected: ExpectedKind,
  act: (call: Call, body: ReturnType<typeof decodeBody>) => unknown,
): Handlers => ({
  create: (call) => {
    checkContentType(call.request);
    const writing: Call = { ...call, ...readWriteOptions(call.request, 'CreateOptions') };
    return { code: 201, body: act(writing, decodeBody(writing, expected)) };
  },
});

/** Connections are opened by GET and by POST alike. */
const connectionOf = (open: (call: Call) => Connection): Handlers => {
  const handler: Handler = (call) => ({ code: 200, body: undefined, connect: open(call) });
  return { get: handler, create: handler };
};

/** A pod without a node has no log: the answer is empty. */
const log: Handlers = {
  get: (call) => {
    const connect = connectToLog(call);
    return connect ? { code: 200, body: undefined, connect } : { code: 204, body: '' };
  },
};

export const subresourceHandlers: Readonly<Record<string, Handlers>> = {
  status: viewOf(statusStrategy),
  scale: scaleHandlers,
  ephemeralcontainers: viewOf(ephemeralStrategy),
  resize: viewOf(resizeStrategy),
  finalize: viewOf(finalizeStrategy),
  token: actionOf({ group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' }, requestToken),
  log,
  exec: connectionOf((call) => connectToStream(call, 'exec')),
  attach: connectionOf((call) => connectToStream(call, 'attach')),
  portforward: connectionOf(connectToPorts),
  binding: actionOf({ group: '', version: 'v1', kind: 'Binding' }, bind),
  eviction: actionOf({ group: 'policy', version: 'v1', kind: 'Eviction' }, evict),
};
