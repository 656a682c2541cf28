/** PUT: the whole object, on the main resource or a subresource. */
import { invalid, invalidObject, type KubeObject, type ResourceType } from '#kube-api';
import { decodeBody } from '../body.ts';
import { findStored, storedObject, type Call } from '../call.ts';
import { checkContentType, type Negotiated } from '../negotiate.ts';
import { readWriteOptions } from '../options.ts';
import type { ApiResponse } from '../request.ts';
import { objectResponse } from '../respond.ts';
import { createFrom } from './create.ts';
import { checkIdentity, checkUid, commitUpdate, type UpdateStrategy } from './update.ts';

/** Replaces the object, or creates it where its kind allows that. */
export function putObject(call: Call, form: Negotiated, strategy: UpdateStrategy): ApiResponse {
  const { type, route, request } = call;
  checkContentType(request);
  const writing: Call = { ...call, ...readWriteOptions(request, 'UpdateOptions') };
  const object = decodeBody(writing, type);
  checkIdentity(writing, object);
  if (type.createsOnUpdate && !route.subresource && !findStored(call)) {
    const named = { ...object, metadata: { ...object.metadata, name: route.name ?? '' } };
    return objectResponse(call, createFrom(writing, named), { form, code: 201 });
  }
  const stored = storedObject(call);
  checkUid(writing, object, stored);
  checkVersion(type, object);
  return objectResponse(call, commitUpdate(writing, object, stored, strategy), { form, code: 200 });
}

/** Some kinds are replaced only by who has seen the newest version. */
function checkVersion({ needsVersion, group, resource }: ResourceType, { metadata }: KubeObject): void {
  if (!needsVersion || metadata.resourceVersion) return;
  const error = invalid('metadata.resourceVersion', 0, 'must be specified for an update');
  throw invalidObject({ group, kind: resource, name: metadata.name }, [error]);
}
