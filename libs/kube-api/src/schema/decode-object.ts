/** Decoding of whole objects: the kind that a body claims to be, and its structure. */
import { apiVersionOf } from '../meta-v1/api-version.ts';
import { badRequest } from '../meta-v1/status.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { utf8Bytes } from '../text/base64.ts';
import { decodeStruct } from './decode.ts';
import { isCoreStruct } from './struct-types.ts';

/** What a body is decoded as. */
export interface ExpectedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface DecodedObject {
  readonly object: KubeObject;
  /** Paths of fields that the kind does not have; they are not in the object. */
  readonly unknownFields: readonly string[];
  /** The decoder's error, without the words in front of it. */
  readonly error?: string;
}

const SCHEME = 'pkg/runtime/scheme.go:111';

/** `Pod in version "v1" cannot be handled as a Pod: `. */
export const cannotHandle = (body: ExpectedKind, { kind }: ExpectedKind, why: string): Error =>
  badRequest(`${body.kind} in version "${body.version}" cannot be handled as a ${kind}: ${why}`);

/**
 * Decodes a parsed body. Kind and apiVersion may be absent: then they are the expected ones. `text` is the body as it was sent, which a
 * refusal shows. Throws a 400 when they are others, or when the body is no object.
 * @source kube-apiserver v1.37 apimachinery/pkg/runtime/serializer
 */
export function decodeObject(value: unknown, expected: ExpectedKind, text?: string): DecodedObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw notAnObject(value, expected, shownOf(value, text));
  const fields = value as Readonly<Record<string, unknown>>; // an object, as checked
  const readText = (sent: unknown, field: string): string => {
    if (sent === undefined || sent === null) return '';
    if (typeof sent === 'string') return sent;
    throw unrecognized(
      expected,
      `json: cannot unmarshal ${typeOf(sent)} into Go struct field .${field} of type string`,
      shownOf(value, text),
    );
  };
  const kind = readText(fields['kind'], 'kind') || expected.kind;
  const apiVersion = readText(fields['apiVersion'], 'apiVersion') || apiVersionOf(expected);
  checkKind({ kind, apiVersion }, expected);
  const { value: decoded, unknownFields, error } = decodeStruct(kind, fields);
  const object = { ...decoded, kind, apiVersion } as unknown as KubeObject; // every kind has metadata, as its structure says
  return { object, unknownFields, ...(error !== undefined && { error }) };
}

const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;

/** The 400 for a body of which not even the kind can be read. */
export const unrecognized = ({ kind }: ExpectedKind, why: string, shown: string): Error =>
  badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why} (${shown})`,
  );

/**
 * The 400 for a body in protobuf that cannot be read. `shown` is its beginning.
 * @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers: transformDecodeError
 */
export function unreadableAs(
  expected: ExpectedKind,
  { why, kind = '', apiVersion = '', shown }: { why: string; kind?: string; apiVersion?: string; shown: string },
): Error {
  if (kind === '')
    return badRequest(`the object provided is unrecognized (must be of type ${expected.kind}): ${why} (${shown})`);
  return cannotHandle({ group: '', version: apiVersion.slice(apiVersion.indexOf('/') + 1), kind }, expected, why);
}

function notAnObject(value: unknown, expected: ExpectedKind, shown: string): Error {
  if (value === undefined || value === null) return unrecognized(expected, 'unexpected end of JSON input', shown);
  const into =
    'Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  return unrecognized(expected, `json: cannot unmarshal ${typeOf(value)} into ${into}`, shown);
}

const SHOWN_BYTES = 30;

/**
 * The beginning of a body as refusals show it: as it is when it looks like an object, else in hexadecimal.
 * @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers: summarizeData
 */
export function summarizeBody(text: string): string {
  if (text === '') return '<empty>';
  if (text.startsWith('{')) return text.length > SHOWN_BYTES ? `${text.slice(0, SHOWN_BYTES)} ...` : text;
  return summarizeBytes(utf8Bytes(text.slice(0, SHOWN_BYTES + 1)));
}

/** The beginning of a body that is no text. */
export function summarizeBytes(bytes: ArrayLike<number>): string {
  if (bytes.length === 0) return '<empty>';
  const hex = Array.from({ length: Math.min(bytes.length, SHOWN_BYTES) }, (_, index) =>
    (bytes[index] ?? 0).toString(16).padStart(2, '0'),
  ).join('');
  return bytes.length > SHOWN_BYTES ? `${hex} ...` : hex;
}

const shownOf = (value: unknown, text: string | undefined): string =>
  summarizeBody(text ?? (value === undefined ? '' : JSON.stringify(value)));

function checkKind(
  { kind, apiVersion }: { readonly kind: string; readonly apiVersion: string },
  expected: ExpectedKind,
): void {
  if (kind === expected.kind && apiVersion === apiVersionOf(expected)) return;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const sent: ExpectedKind = { group: '', version, kind };
  const isRegistered = apiVersion === 'v1' && isCoreStruct(kind.endsWith('List') ? kind.slice(0, -4) : kind);
  throw isRegistered
    ? cannotHandle(sent, expected, `converting (v1.${kind}) to (core.${expected.kind}): unknown conversion`)
    : cannotHandle(sent, expected, `no kind "${kind}" is registered for version "${apiVersion}" in scheme "${SCHEME}"`);
}
