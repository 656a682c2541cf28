/** Bodies: from what was sent to an object of the expected kind, with unknown fields refused, warned about or ignored. */
import {
  badRequest,
  cannotHandle,
  decodeObject,
  exceedsDepth,
  goPrint,
  invalid,
  invalidObject,
  parseBody,
  summarizeBody,
  unreadableAs,
  unrecognized,
  type ExpectedKind,
  type KubeObject,
} from '#kube-api';
import type { Call } from './call.ts';
import type { PatchType } from './negotiate.ts';
import type { ApiRequest } from './request.ts';

interface Body {
  readonly value: unknown;
  readonly duplicates: readonly string[];
}

const noDuplicates: readonly string[] = [];

/** The body as a value. Throws what `refuse` makes of a syntax error. */
function readBody({ body, text, contentType, unreadable }: ApiRequest, refuse: (why: string) => Error): Body {
  if (unreadable) throw refuse(unreadable.why);
  if (body !== undefined || text === undefined) return { value: body, duplicates: noDuplicates };
  const parsed = parseBody(text, contentType);
  if ('error' in parsed) throw refuse(parsed.error);
  return parsed;
}

/** The object in the body of a POST or PUT. Throws a 400 when it cannot be one of the expected kind. */
export function decodeBody(call: Call, expected: ExpectedKind): KubeObject {
  const { request } = call;
  const { text = '', unreadable } = request;
  if (unreadable) throw unreadableAs(expected, unreadable);
  const { value, duplicates } = readBody(request, (why) => unrecognized(expected, why, summarizeBody(text)));
  const { object, unknownFields, error } = decodeObject(value, expected, request.text);
  if (error !== undefined) throw cannotHandle(expected, expected, error);
  const problems = [...duplicates.map(duplicateField), ...unknownFields.map(unknownField)];
  if (problems.length > 0 && call.fieldValidation === 'Strict')
    throw cannotHandle(expected, expected, `strict decoding error: ${problems.join(', ')}`);
  warn(call, problems);
  return object;
}

const duplicateField = (path: string): string => `duplicate field "${path}"`;
const unknownField = (path: string): string => `unknown field "${path}"`;

function warn(call: Call, problems: readonly string[]): void {
  if (call.fieldValidation === 'Warn') call.warnings.push(...problems);
}

/** How an object came about by a patch. */
export interface PatchOrigin {
  readonly patch: unknown;
  readonly patchType: PatchType;
  /** What the patch changes; the resource's own kind if absent. */
  readonly expected?: ExpectedKind;
}

/** The object that a patch led to. What is wrong with it is the patch's fault: a 422 about `patch`. */
export function decodePatched(
  call: Call,
  patched: unknown,
  { patch, patchType, expected = call.type }: PatchOrigin,
): KubeObject {
  const { object, unknownFields, error } = decodeObject(patched, expected);
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

/** The patch in the body, which must not be nested beyond what any object is. Throws a 400 for one that cannot be read. */
export function patchBody(request: ApiRequest): unknown {
  const { value } = readBody(request, (why) => badRequest(`error decoding patch: ${why}`));
  if (exceedsDepth(value, DEPTH_LIMIT)) throw badRequest('error decoding patch: exceeded max depth');
  return value;
}

/** The body of a DELETE: its options, or nothing. Throws a 400 for one that cannot be read. */
export function optionsBody(request: ApiRequest): unknown {
  if (request.text === '') return undefined;
  return readBody(request, badRequest).value;
}
