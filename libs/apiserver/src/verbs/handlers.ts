/** The verbs of resources: each turns a call into an answer. */
import { extend } from '#kernel';
import type { KubeObject, Verb } from '#kube-api';
import type { Call } from '../call.ts';
import { storedObject } from '../call.ts';
import { decodeBody } from '../body.ts';
import type { Negotiated } from '../negotiate.ts';
import { checkContentType } from '../negotiate.ts';
import { readWriteOptions } from '../options.ts';
import type { ApiResponse } from '../request.ts';
import { listResponse, objectResponse } from '../respond.ts';
import { answerReview, isReview } from '../reviews/reviews.ts';
import { createFrom } from './create.ts';
import { deleteCollection } from './delete-collection.ts';
import { deleteOne } from './delete.ts';
import { patchObject } from './patch.ts';
import { listPage } from './list-page.ts';
import { openWatch } from './open-watch.ts';
import { putObject } from './put.ts';
import { mainStrategy } from './update.ts';

export type Handler = (call: Call, form: Negotiated) => ApiResponse;

export const verbHandlers = {
  get: (call, form) => objectResponse(call, storedObject(call), { form, code: 200 }),
  list: (call, form) => listResponse(call, listPage(call), form),
  watch: (call, form) => openWatch(call, form),
  create: (call, form) => createObject(call, form),
  update: (call, form) => putObject(call, form, mainStrategy),
  patch: (call, form) => patchObject(call, form, mainStrategy),
  delete: (call, form) => objectResponse(call, deleteOne(call), { form, code: 200 }),
  deletecollection: (call, form) => listResponse(call, deleteCollection(call), form),
} satisfies Record<Verb, Handler>;

function createObject(call: Call, form: Negotiated): ApiResponse {
  checkContentType(call.request);
  const options = readWriteOptions(call.request, 'CreateOptions');
  const writing: Call = extend(call, options);
  const sent = decodeBody(writing, call.type);
  const created: KubeObject = isReview(call.type.resource) ? answerReview(writing, sent) : createFrom(writing, sent);
  return objectResponse(call, created, { form, code: 201 });
}
