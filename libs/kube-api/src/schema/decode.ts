/**
 * Decoding: checks a parsed body against the structure of its kind and brings it into the form in which the server prints
 * it, with unknown fields dropped and reported, zero values left out and quantities canonical.
 */
import { isPlain } from './plain.ts';
import { goTypeOf, structOf, type Field, type FieldType, type Struct } from './struct-types.ts';
import { decodeScalar } from './scalars.ts';

/** What decoding has found out. */
export interface Decoded {
  readonly value: Readonly<Record<string, unknown>>;
  /** Paths of fields that the kind does not have, in document order. */
  readonly unknownFields: readonly string[];
  /** The decoder's first error, such as `json: cannot unmarshal string into Go struct field ... of type int64`. */
  readonly error?: string;
}

interface Problems {
  readonly unknownFields: string[];
  error: string | undefined;
}

/** Where a value is; a chain, as texts are made of it only when something is wrong. */
interface Place {
  readonly up: Place | undefined;
  readonly name: string;
  readonly embedded?: string | undefined;
  readonly index?: number;
}

/** Decodes the fields of a struct, which a kind is. The value is not changed. */
export function decodeStruct(name: string, value: Readonly<Record<string, unknown>>): Decoded {
  const problems: Problems = { unknownFields: [], error: undefined };
  const decoded = decodeFields(structOf(name), value, undefined, problems);
  const { unknownFields, error } = problems;
  return { value: decoded, unknownFields, ...(error !== undefined && { error }) };
}

type Plain = Readonly<Record<string, unknown>>;

// The four values that every step needs; an options object would be one more object per field on the hottest path.
function decodeFields(struct: Struct, value: Plain, place: Place | undefined, problems: Problems): Plain {
  const decoded: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = struct.fields.get(key);
    if (!field) {
      problems.unknownFields.push(pathOf({ up: place, name: key }));
      continue;
    }
    const result = decodeField(struct, field, value[key], { up: place, name: key, embedded: field.embedded }, problems);
    if (result !== undefined) decoded[key] = result;
  }
  for (const { name, zero, type } of struct.always) decoded[name] ??= zeroOf(type, zero);
  return decoded;
}

const zeroStructs = new Map<string, Plain>();

/** An empty struct prints its own always-printed fields. */
function zeroOf(type: FieldType, zero: unknown): unknown {
  if (type.kind !== 'struct') return zero;
  let empty = zeroStructs.get(type.struct);
  if (!empty) zeroStructs.set(type.struct, (empty = Object.freeze(decodeStruct(type.struct, {}).value)));
  return empty;
}

function decodeField(struct: Struct, field: Field, value: unknown, place: Place, problems: Problems): unknown {
  if (value === null || value === undefined) return undefined;
  const decoded = decodeValue({ struct, type: field.type, goName: field.goName }, value, place, problems);
  return field.isPointer || field.zero !== undefined || !isZero(decoded, field.type) ? decoded : undefined;
}

function isZero(value: unknown, { kind }: FieldType): boolean {
  if (kind === 'list') return (value as readonly unknown[] | undefined)?.length === 0; // decoded as a list
  if (kind === 'map') return value !== undefined && Object.keys(value as Plain).length === 0; // decoded as a map
  return value === '' || value === 0 || value === false;
}

interface Target {
  readonly struct: Struct;
  readonly type: FieldType;
  readonly goName: string | undefined;
}

function decodeValue(target: Target, value: unknown, place: Place, problems: Problems): unknown {
  const { type } = target;
  switch (type.kind) {
    case 'struct':
      if (isPlain(value)) return decodeFields(structOf(type.struct), value, place, problems);
      return mismatch(target, value, place, problems);
    case 'list':
      if (Array.isArray(value)) return decodeList({ ...target, type: type.item }, value, place, problems);
      return mismatch(target, value, place, problems);
    case 'map':
      if (isPlain(value)) return decodeMap({ ...target, type: type.item }, value, place, problems);
      return mismatch(target, value, place, problems);
    case 'scalar': {
      const result = decodeScalar(type.scalar, value);
      if (result.problem === undefined) return result.value;
      if (result.problem === 'type') return mismatch(target, value, place, problems);
      problems.error ??= result.problem;
      return undefined;
    }
  }
}

function decodeList(target: Target, items: readonly unknown[], place: Place, problems: Problems): readonly unknown[] {
  if (
    target.type.kind === 'scalar' &&
    target.type.scalar === 'string' &&
    items.every((item) => typeof item === 'string')
  )
    return items;
  const item = { ...target, goName: undefined };
  return items.map((value, index) =>
    value === null
      ? emptyItem(target.type)
      : decodeValue(item, value, { up: place.up, name: place.name, embedded: place.embedded, index }, problems),
  );
}

const emptyItem = (type: FieldType): unknown => (type.kind === 'struct' ? zeroOf(type, {}) : '');

function decodeMap(target: Target, map: Plain, place: Place, problems: Problems): Plain {
  const isText = target.type.kind === 'scalar' && target.type.scalar === 'string';
  if (isText && Object.values(map).every((value) => typeof value === 'string')) return map;
  const item = { ...target, goName: undefined };
  const entries = Object.entries(map).map(([key, value]): [string, unknown] => [
    key,
    value === null ? emptyItem(target.type) : decodeValue(item, value, place, problems),
  ]);
  return Object.fromEntries(entries);
}

function mismatch(target: Target, value: unknown, place: Place, problems: Problems): undefined {
  const into = `Go struct field ${target.struct.name}.${goPathOf(place)}`;
  problems.error ??= `json: cannot unmarshal ${jsonTypeFor(target.type, value)} into ${into} of type ${goTypeOf(target.type, target.goName)}`;
  return undefined;
}

/** The JSON type in the decoder's words; a number that is no integer is printed where an integer is wanted. */
function jsonTypeFor(type: FieldType, value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'number') return typeof value;
  const wantsInteger = type.kind === 'scalar' && ['int32', 'int64', 'IntOrString'].includes(type.scalar);
  return wantsInteger ? `number ${value}` : 'number';
}

/** `spec.containers[0].name`. */
function pathOf(place: Place): string {
  const index = place.index === undefined ? '' : `[${place.index}]`;
  return place.up ? `${pathOf(place.up)}.${place.name}${index}` : `${place.name}${index}`;
}

/** The path without indexes and with the names of embedded structs. */
function goPathOf({ up, name, embedded }: Place): string {
  const own = embedded === undefined ? name : `${embedded}.${name}`;
  return up ? `${goPathOf(up)}.${own}` : own;
}
