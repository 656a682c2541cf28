/** The Go types of a pod template, read from their table. */
import { goNamed, goStructs } from './pod-template.schema.ts';

/** A Go type as its name and what it is made of; `opaque` ones are printed by a rule of their own. */
export type GoType = { readonly text: string } & (
  | { readonly kind: 'pointer' | 'list' | 'map'; readonly item: GoType }
  | { readonly kind: 'struct'; readonly fields: readonly GoField[] }
  | { readonly kind: 'scalar'; readonly zero: string }
  | { readonly kind: 'opaque' }
);

export interface GoField {
  readonly name: string;
  /** The field of the JSON object; nothing for an embedded struct, whose fields stand in the object itself. */
  readonly json: string | undefined;
  readonly type: GoType;
}

const structs: Readonly<Record<string, string>> = goStructs;
const zeros: Readonly<Record<string, string>> = { string: '', bool: 'false', int32: '0', int64: '0' };
const underlying = new Map(
  Object.entries(goNamed).flatMap(([under, names]) => names.split(' ').map((name) => [name, under] as const)),
);
const known = new Map<string, GoType>();

/** A type by its Go name, such as `*v1.Probe`. */
export function goType(text: string): GoType {
  const before = known.get(text);
  if (before) return before;
  const type = readType(text);
  known.set(text, type);
  return type;
}

function readType(text: string): GoType {
  if (text.startsWith('*')) return { text, kind: 'pointer', item: goType(text.slice(1)) };
  const shape = underlying.get(text) ?? text;
  if (shape.startsWith('[]')) return { text, kind: 'list', item: goType(shape.slice(2)) };
  if (shape.startsWith('map[')) return { text, kind: 'map', item: goType(shape.slice(shape.indexOf(']') + 1)) };
  const zero = zeros[shape];
  if (zero !== undefined) return { text, kind: 'scalar', zero };
  const fields = structs[text];
  return fields === undefined ? { text, kind: 'opaque' } : { text, kind: 'struct', fields: readFields(fields) };
}

const readFields = (line: string): readonly GoField[] => line.split(' ').map(readField);

function readField(text: string): GoField {
  const colon = text.indexOf(':');
  const [name = '', json] = text.slice(0, colon).split('=');
  const small = name.charAt(0).toLowerCase() + name.slice(1);
  return { name, json: json === '' ? undefined : (json ?? small), type: goType(text.slice(colon + 1)) };
}
