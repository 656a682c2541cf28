/** The structure of kinds: fields with their types, as decoding and patching read it. */
import { coreV1Structs } from './core-v1.schema.ts';
import { furtherStructs } from './further-structs.schema.ts';
import { otherStructs } from './other-structs.ts';

export type ScalarName =
  | 'string'
  | 'bytes'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'float64'
  | 'Quantity'
  | 'Time'
  | 'MicroTime'
  | 'IntOrString'
  | 'any';

export type FieldType =
  | { readonly kind: 'scalar'; readonly scalar: ScalarName }
  | { readonly kind: 'struct'; readonly struct: string }
  | { readonly kind: 'list' | 'map'; readonly item: FieldType };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Name of the Go type in errors, where it is a type of its own. */
  readonly goName?: string;
  /** An explicit zero is kept. */
  readonly isPointer: boolean;
  /** Printed although it is not set, as this. */
  readonly zero?: unknown;
  /** The embedded Go struct that the field is part of. */
  readonly embedded?: string;
  /** Lists that a strategic merge patch merges: by this field of their items, or as a set when it is empty. */
  readonly mergeKey?: string;
  /** A strategic merge patch may drop the other keys of an item. */
  readonly retainKeys: boolean;
}

export interface Struct {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** The fields that have a `zero`. */
  readonly always: readonly Field[];
}

const texts: Readonly<Record<string, string>> = { ...coreV1Structs, ...otherStructs, ...furtherStructs };
const structs = new Map<string, Struct>();
const scalars = new Set<string>([
  'string',
  'bytes',
  'bool',
  'int32',
  'int64',
  'float64',
  'Quantity',
  'Time',
  'MicroTime',
  'IntOrString',
  'any',
]);

/** True for the structs of the table: kinds and their parts. */
export const hasStruct = (name: string): boolean => Object.hasOwn(texts, name);

/** True for those of the core group, version v1. */
export const isCoreStruct = (name: string): boolean => Object.hasOwn(coreV1Structs, name);

/** A struct by its Go name. Throws for a name that is not in the table. */
export function structOf(name: string): Struct {
  const known = structs.get(name);
  if (known) return known;
  const text = texts[name];
  if (text === undefined) throw new RangeError(`no struct ${name}`);
  const parsed = text === '' ? [] : text.split(' ').map(parseField);
  const struct: Struct = {
    name,
    fields: new Map(parsed.map((field) => [field.name, field])),
    always: parsed.filter(({ zero }) => zero !== undefined),
  };
  structs.set(name, struct);
  return struct;
}

const grammar = /^([^:]+):([^=*!~@^]+)(?:=([\w.]+))?(\*)?(?:!([^~@^]+))?(?:~(\w+))?(?:@(\w*))?(\^)?$/;

function parseField(text: string): Field {
  const parts = grammar.exec(text);
  if (!parts) throw new RangeError(`bad field ${text}`);
  const [, name = '', type = '', goName, pointer, zero, embedded, mergeKey, retainKeys] = parts;
  return {
    name,
    type: parseType(type),
    isPointer: pointer !== undefined,
    retainKeys: retainKeys !== undefined,
    ...(goName !== undefined && { goName }),
    ...(zero !== undefined && { zero: JSON.parse(zero) as unknown }),
    ...(embedded !== undefined && { embedded }),
    ...(mergeKey !== undefined && { mergeKey }),
  };
}

function parseType(text: string): FieldType {
  if (text.startsWith('[]')) return { kind: 'list', item: parseType(text.slice(2)) };
  if (text.startsWith('{}')) return { kind: 'map', item: parseType(text.slice(2)) };
  return scalars.has(text) ? { kind: 'scalar', scalar: text as ScalarName } : { kind: 'struct', struct: text }; // one of the set
}

const goScalars: Readonly<Record<ScalarName, string>> = {
  string: 'string',
  bytes: '[]uint8',
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
  float64: 'float64',
  Quantity: 'resource.Quantity',
  Time: 'string',
  MicroTime: 'string',
  IntOrString: 'int32',
  any: 'interface {}',
};

/** The Go type of a field or an item, as errors print it. */
export function goTypeOf(type: FieldType, goName?: string): string {
  if (goName !== undefined) return goName;
  if (type.kind === 'scalar') return goScalars[type.scalar];
  if (type.kind === 'struct') return `v1.${type.struct}`;
  if (type.kind === 'list') return `[]${goTypeOf(type.item)}`;
  const isResourceList = type.item.kind === 'scalar' && type.item.scalar === 'Quantity';
  return isResourceList ? 'v1.ResourceList' : `map[string]${goTypeOf(type.item)}`;
}
