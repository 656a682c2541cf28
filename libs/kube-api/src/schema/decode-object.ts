/** Decoding of whole objects: the kind that a body claims to be, and its structure. */
import { badRequest } from '../meta-v1/status.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { decodeStruct } from './decode.ts';
import { hasStruct } from './struct-types.ts';

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
 * Decodes a parsed body. Kind and apiVersion may be absent: then they are the expected ones. Throws a 400 when they are
 * others, or when the body is no object.
 * @source kube-apiserver v1.37 apimachinery/pkg/runtime/serializer
 */
export function decodeObject(value: unknown, expected: ExpectedKind): DecodedObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(value, expected);
  const { kind: sentKind, apiVersion: sentVersion, ...fields } = value as Readonly<Record<string, unknown>>; // an object, as checked
  const kind = textOf(sentKind, 'kind', expected) || expected.kind;
  const apiVersion = textOf(sentVersion, 'apiVersion', expected) || groupVersionOf(expected);
  checkKind({ kind, apiVersion }, expected);
  const { value: decoded, unknownFields, error } = decodeStruct(kind, fields);
  const object = { kind, apiVersion, ...decoded } as KubeObject; // every kind has metadata, as its structure says
  return { object, unknownFields, ...(error !== undefined && { error }) };
}

const groupVersionOf = ({ group, version }: ExpectedKind): string => (group ? `${group}/${version}` : version);

const unrecognized = ({ kind }: ExpectedKind, why: string): Error =>
  badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why}`,
  );

function notAnObject(value: unknown, expected: ExpectedKind): Error {
  if (value === undefined) return unrecognized(expected, 'unexpected end of JSON input (<empty>)');
  const type = Array.isArray(value) ? 'array' : typeof value;
  const into =
    'Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  return unrecognized(expected, `json: cannot unmarshal ${type} into ${into}`);
}

function textOf(value: unknown, field: string, expected: ExpectedKind): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const type = Array.isArray(value) ? 'array' : typeof value;
  throw unrecognized(expected, `json: cannot unmarshal ${type} into Go struct field .${field} of type string`);
}

function checkKind(
  { kind, apiVersion }: { readonly kind: string; readonly apiVersion: string },
  expected: ExpectedKind,
): void {
  if (kind === expected.kind && apiVersion === groupVersionOf(expected)) return;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const sent: ExpectedKind = { group: '', version, kind };
  const isRegistered = apiVersion === 'v1' && hasStruct(kind.endsWith('List') ? kind.slice(0, -4) : kind);
  throw isRegistered
    ? cannotHandle(sent, expected, `converting (v1.${kind}) to (core.${expected.kind}): unknown conversion`)
    : cannotHandle(sent, expected, `no kind "${kind}" is registered for version "${apiVersion}" in scheme "${SCHEME}"`);
}
