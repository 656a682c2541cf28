/** Sets of fields: which parts of an object somebody owns. A field is a path of segments as FieldsV1 writes them. */
import { isPlain } from '../schema/plain.ts';
import { hasStruct, structOf } from '../schema/struct-types.ts';
import { keyDefaults, mergeTypeOf, valueTypeOf, type MergeType } from './merge-types.ts';

/** `f:` a field or a key of a map, `k:` an item of a list by its keys, `v:` an item of a set. */
export type FieldPath = readonly string[];

/** Paths by their text. */
export type FieldSet = ReadonlyMap<string, FieldPath>;

type Plain = Readonly<Record<string, unknown>>;

/** The text of a path, by which sets find it. No segment contains a line end: JSON escapes them, and names have none. */
export const pathKey = (path: FieldPath): string => path.join('\n');

/** What the server alone writes is nobody's. */
const ownedByServer = new Set([
  'f:apiVersion',
  'f:kind',
  ...[
    'name',
    'namespace',
    'generateName',
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'selfLink',
    'managedFields',
  ].map((name) => `f:metadata\nf:${name}`),
]);

/** The fields of an object of a kind that are set; those that the kind does not have are left out. */
export function fieldsOf(kind: string, object: unknown): FieldSet {
  const set = new Map<string, FieldPath>();
  if (hasStruct(kind) && isPlain(object)) addStruct(set, [], kind, object);
  return without(set, ownedByServer);
}

function addStruct(set: Map<string, FieldPath>, path: FieldPath, struct: string, value: Plain): void {
  const { fields } = structOf(struct);
  for (const [name, part] of Object.entries(value)) {
    const field = fields.get(name);
    if (field && part !== undefined && part !== null)
      addValue(set, [...path, `f:${name}`], mergeTypeOf(struct, field), part);
  }
}

function addValue(set: Map<string, FieldPath>, path: FieldPath, type: MergeType, value: unknown): void {
  const before = set.size;
  if (type.kind === 'struct' && isPlain(value)) addStruct(set, path, type.struct, value);
  else if (type.kind === 'map' && isPlain(value))
    for (const [name, item] of Object.entries(value))
      addValue(set, [...path, `f:${name}`], valueTypeOf(type.item), item);
  else if (type.kind === 'set' && Array.isArray(value))
    for (const item of value) add(set, [...path, `v:${JSON.stringify(item)}`]);
  else if (type.kind === 'list' && Array.isArray(value))
    for (const item of value) if (isPlain(item)) addItem(set, path, type, item);
  // What has no parts of its own is owned as it is.
  if (set.size === before) add(set, path);
}

function addItem(
  set: Map<string, FieldPath>,
  path: FieldPath,
  { keys, struct }: Extract<MergeType, { kind: 'list' }>,
  item: Plain,
): void {
  const place = [...path, keySegment(keys, item)];
  add(set, place);
  addStruct(set, place, struct, item);
}

const add = (set: Map<string, FieldPath>, path: FieldPath): void => void set.set(pathKey(path), path);

/** `k:{"containerPort":80,"protocol":"TCP"}`. */
function keySegment(keys: readonly string[], item: Plain): string {
  const entries = [...keys].sort().map((key) => [key, item[key] ?? keyDefaults[key] ?? null]);
  return `k:${JSON.stringify(Object.fromEntries(entries))}`;
}

export const without = (set: FieldSet, removed: Pick<FieldSet, 'has'>): FieldSet =>
  new Map([...set].filter(([key]) => !removed.has(key)));

export const union = (...sets: readonly FieldSet[]): FieldSet => new Map(sets.flatMap((set) => [...set]));

/** A tree as `fieldsV1` has it: `.` stands for what has parts and is itself owned. */
export interface FieldTree {
  readonly [segment: string]: FieldTree;
}

/** The set as `fieldsV1` writes it, in the order of the segments. */
export function treeOf(set: FieldSet): FieldTree {
  const root: Record<string, FieldTree> = {};
  for (const [, path] of [...set].sort(([a], [b]) => (a < b ? -1 : 1))) insert(root, path, set);
  return root;
}

function insert(root: Record<string, FieldTree>, path: FieldPath, set: FieldSet): void {
  let node = root;
  path.forEach((segment, index) => {
    node = (node[segment] ??= {}) as Record<string, FieldTree>; // made here
    const isBelow = index < path.length - 1;
    if (isBelow && set.has(pathKey(path.slice(0, index + 1)))) node['.'] ??= {};
  });
}

/** The inverse of {@link treeOf}. */
export function setOf(tree: FieldTree, path: FieldPath = []): FieldSet {
  const set = new Map<string, FieldPath>();
  const visit = (node: FieldTree, here: FieldPath): void => {
    const segments = Object.keys(node);
    if (here.length > 0 && (segments.length === 0 || '.' in node)) add(set, here);
    for (const segment of segments) if (segment !== '.') visit(node[segment] ?? {}, [...here, segment]);
  };
  visit(tree, path);
  return set;
}

/** A path as refusals name it: `.spec.containers[name="app"].image`. */
export const pathText = (path: FieldPath): string => path.map(segmentText).join('');

function segmentText(segment: string): string {
  const text = segment.slice(2);
  if (segment.startsWith('f:')) return `.${text}`;
  if (segment.startsWith('v:')) return `[=${text}]`;
  const entries = Object.entries(JSON.parse(text) as Plain); // written by keySegment, or checked when it was read
  return `[${entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}
