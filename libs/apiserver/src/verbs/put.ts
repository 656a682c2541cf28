/** PUT: the whole object, on the main resource or a subresource. */
import { getObject, keyOf } from '#object-store';
import { decodeBody } from '../body.ts';
import { storedObject, type Call } from '../call.ts';
import { checkContentType, type Negotiated } from '../negotiate.ts';
import { readWriteOptions } from '../options.ts';
import type { ApiResponse } from '../request.ts';
import { objectResponse } from '../respond.ts';
import { createFrom } from './create.ts';
import { checkIdentity, checkUid, commitUpdate, type UpdateStrategy } from './update.ts';

/** Replaces the object, or creates it where its kind allows that. */
export function putObject(call: Call, form: Negotiated, strategy: UpdateStrategy): ApiResponse {
  const { host, type, route, request } = call;
  checkContentType(request);
  const writing: Call = { ...call, ...readWriteOptions(request, 'UpdateOptions') };
  const object = decodeBody(writing, type);
  checkIdentity(writing, object);
  const exists = getObject(host.store, type.resource, keyOf(route.namespace, route.name ?? '')) !== undefined;
  if (!exists && type.createsOnUpdate && !route.subresource) {
    const named = { ...object, metadata: { ...object.metadata, name: route.name ?? '' } };
    return objectResponse(call, createFrom(writing, named), { form, code: 201 });
  }
  const stored = storedObject(call);
  checkUid(writing, object, stored);
  return objectResponse(call, commitUpdate(writing, object, stored, strategy), { form, code: 200 });
}
