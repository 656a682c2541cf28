/** PATCH: a change to the stored object, in one of the patch formats. */
import { applyPatch, type KubeObject } from '#kube-api';
import { decodePatched, patchBody } from '../body.ts';
import { storedObject, type Call } from '../call.ts';
import { patchTypeOf, type Negotiated } from '../negotiate.ts';
import { readWriteOptions } from '../options.ts';
import type { ApiResponse } from '../request.ts';
import { objectResponse } from '../respond.ts';
import { applyObject } from './apply.ts';
import { checkIdentity, commitUpdate, type UpdateStrategy } from './update.ts';

/** Applies the patch to the newest version and stores the result as an update. */
export function patchObject(call: Call, form: Negotiated, strategy: UpdateStrategy): ApiResponse {
  const { request, type } = call;
  const patchType = patchTypeOf(request);
  if (patchType === 'apply') return applyObject(call, form, strategy);
  const writing: Call = { ...call, ...readWriteOptions(request, 'PatchOptions') };
  const patch = patchBody(request);
  const stored = storedObject(call);
  const { resourceVersion: _version, ...metadata } = stored.metadata;
  const unversioned: KubeObject = { ...stored, metadata };
  // The version may be a path of a JSON patch: it is there, and a precondition when it is another one.
  const object = patchType === 'json' ? stored : unversioned;
  const patched = applyPatch(patchType, { object, patch, kind: type.kind });
  const decoded = decodePatched(writing, patched, { patch, patchType });
  checkIdentity(writing, decoded);
  return objectResponse(call, commitUpdate(writing, decoded, stored, strategy), { form, code: 200 });
}
