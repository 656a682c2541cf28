/** Bodies: from what was sent to an object of the expected kind, with unknown fields refused, warned about or ignored. */
import {
  badRequest,
  cannotHandle,
  decodeObject,
  goPrint,
  invalid,
  invalidObject,
  type ExpectedKind,
  type KubeObject,
} from '#kube-api';
import type { Call } from './call.ts';
import type { PatchType } from './negotiate.ts';
import type { ApiRequest } from './request.ts';

/** The object in the body of a POST or PUT. Throws a 400 when it cannot be one of the expected kind. */
export function decodeBody(call: Call, expected: ExpectedKind): KubeObject {
  const { object, unknownFields, error } = decodeObject(call.request.body, expected);
  if (error !== undefined) throw cannotHandle(expected, expected, error);
  const problems = unknownFields.map(unknownField);
  if (problems.length > 0 && call.fieldValidation === 'Strict')
    throw cannotHandle(expected, expected, `strict decoding error: ${problems.join(', ')}`);
  warn(call, problems);
  return object;
}

const unknownField = (path: string): string => `unknown field "${path}"`;

function warn(call: Call, problems: readonly string[]): void {
  if (call.fieldValidation === 'Warn') call.warnings.push(...problems);
}

/** How an object came about by a patch. */
export interface PatchOrigin {
  readonly patch: unknown;
  readonly patchType: PatchType;
}

/** The object that a patch led to. What is wrong with it is the patch's fault: a 422 about `patch`. */
export function decodePatched(call: Call, patched: unknown, { patch, patchType }: PatchOrigin): KubeObject {
  const { object, unknownFields, error } = decodeObject(patched, call.type);
  const shown = patchType === 'strategic' ? goPrint(patch) : JSON.stringify(patched);
  const refuse = (why: string): Error => invalidObject({ kind: '', name: '' }, [invalid('patch', shown, why)]);
  if (error !== undefined) throw refuse(error);
  const problems = unknownFields.map(unknownField);
  if (problems.length > 0 && call.fieldValidation === 'Strict')
    throw refuse(`strict decoding error: ${problems.join(', ')}`);
  warn(call, problems);
  return object;
}

const DEPTH_LIMIT = 200;

/** The patch in the body, which must not be nested beyond what any object is. */
export function patchBody({ body }: ApiRequest): unknown {
  if (isDeeperThan(body, DEPTH_LIMIT)) throw badRequest('error decoding patch: exceeded max depth');
  return body;
}

function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((item) => isDeeperThan(item, limit - 1));
}
