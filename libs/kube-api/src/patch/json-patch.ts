/** JSON Patch (RFC 6902). */
import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { badRequest, failure } from '../meta-v1/status.ts';

const OPERATIONS_LIMIT = 10_000;

/**
 * Applies the operations to a copy. Throws a 400 for a patch that is no list and a 422 for one that does not fit.
 * @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers: jsonPatcher
 */
export function applyJsonPatch(object: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch))
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${jsonTypeOf(patch)} into Go value of type []handlers.jsonPatchOp`,
    );
  if (patch.length > OPERATIONS_LIMIT)
    throw failure(
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is ${OPERATIONS_LIMIT}, got ${patch.length}`,
    );
  try {
    return fastJsonPatch.applyPatch(object, patch as Operation[], true, false).newDocument; // checked by applyPatch itself
  } catch {
    // Whatever does not fit is the caller's: the server tells no more than this.
    throw failure('Invalid', 'the server rejected our request due to an error in our request', {});
  }
}

/** The JSON type of a value in the decoder's words. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
