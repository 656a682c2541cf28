/** JSON merge patch (RFC 7386). */
import { badRequest } from '../meta-v1/status.ts';
import { jsonTypeOf } from './json-patch.ts';
import { isPlainObject } from './plain-object.ts';

/** Throws the 400 that a patch gets which has to be an object and is none. */
export const notAnObject = (patch: unknown): Error =>
  badRequest(
    `error decoding patch: json: cannot unmarshal ${jsonTypeOf(patch)} into Go value of type map[string]interface {}`,
  );

/** Null deletes, objects merge, everything else replaces. Throws a 400 for a patch that is no object. */
export function applyMergePatch(object: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) throw notAnObject(patch);
  return merge(object, patch);
}

function merge(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const fields = new Map(isPlainObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) fields.delete(key);
    else fields.set(key, merge(fields.get(key), value));
  }
  // fromEntries makes own fields of any name, `__proto__` included.
  return Object.fromEntries(fields);
}
