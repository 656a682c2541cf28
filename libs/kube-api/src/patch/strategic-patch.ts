/** Strategic merge patches: lists merge by the key that their structure names. */
import { structOf, hasStruct, type Field, type Struct } from '../schema/struct-types.ts';
import { mergeLists, type ListRule } from './merge-lists.ts';
import { notAnObject } from './merge-patch.ts';
import { isPlainObject, type PlainObject } from './plain-object.ts';

const ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';
const DIRECTIVE = '$patch';

/**
 * Applies a patch to an object of `kind`. Throws a 400 for a patch that is no object and a 500 for a list item without its
 * merge key.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/strategicpatch
 */
export function applyStrategicPatch(object: unknown, patch: unknown, kind: string): unknown {
  if (!isPlainObject(patch)) throw notAnObject(patch);
  return mergeMaps(isPlainObject(object) ? object : {}, patch, hasStruct(kind) ? structOf(kind) : undefined);
}

function mergeMaps(original: PlainObject, patch: PlainObject, struct: Struct | undefined): PlainObject {
  const { [DIRECTIVE]: directive, [RETAIN]: retained, ...changes } = patch;
  if (directive === 'delete') return {};
  if (directive === 'replace') return withoutDirectives(changes);
  const fields = new Map(Object.entries(original));
  if (Array.isArray(retained)) for (const key of fields.keys()) if (!retained.includes(key)) fields.delete(key);
  for (const [key, value] of Object.entries(changes)) applyChange(fields, { key, value, changes, struct });
  return Object.fromEntries(fields);
}

interface Change {
  readonly key: string;
  readonly value: unknown;
  readonly changes: PlainObject;
  readonly struct: Struct | undefined;
}

function applyChange(fields: Map<string, unknown>, change: Change): void {
  const { key, value, changes, struct } = change;
  if (key.startsWith(ORDER)) {
    const list = key.slice(ORDER.length);
    // With a list of changes beside it, the order is applied there.
    if (changes[list] === undefined) setList(fields, { ...change, key: list, value: [] });
  } else if (key.startsWith(DELETE_FROM)) deleteFrom(fields, key.slice(DELETE_FROM.length), value);
  else if (value === null) fields.delete(key);
  else if (Array.isArray(value)) setList(fields, change);
  else if (isPlainObject(value)) fields.set(key, setMap(fields.get(key), value, struct?.fields.get(key)));
  else fields.set(key, value);
}

function setMap(original: unknown, patch: PlainObject, field: Field | undefined): unknown {
  return isPlainObject(original) ? mergeMaps(original, patch, structBelow(field)) : withoutDirectives(patch);
}

/** The struct of a field's value or items, where they have one. */
function structBelow(field: Field | undefined): Struct | undefined {
  const type = field?.type.kind === 'list' || field?.type.kind === 'map' ? field.type.item : field?.type;
  return type?.kind === 'struct' ? structOf(type.struct) : undefined;
}

function setList(fields: Map<string, unknown>, { key, value, changes, struct }: Change): void {
  const field = struct?.fields.get(key);
  const original = fields.get(key);
  const patch = value as readonly unknown[]; // checked by the caller
  if (field?.mergeKey === undefined) {
    if (patch.length > 0 || changes[key] !== undefined) fields.set(key, patch.map(stripItem));
    return;
  }
  const order = changes[`${ORDER}${key}`];
  const below = structBelow(field);
  const rule: ListRule = {
    mergeKey: field.mergeKey,
    mergeItems: (before, after) => mergeMaps(before, after, below),
    stripItem,
    ...(Array.isArray(order) && { order }),
  };
  const merged = mergeLists(Array.isArray(original) ? original : [], patch, rule);
  if (merged.length > 0 || original !== undefined) fields.set(key, merged);
}

function deleteFrom(fields: Map<string, unknown>, key: string, removed: unknown): void {
  const list = fields.get(key);
  if (!Array.isArray(list) || !Array.isArray(removed)) return;
  fields.set(
    key,
    list.filter((item) => !removed.includes(item)),
  );
}

const stripItem = (item: unknown): unknown => (isPlainObject(item) ? withoutDirectives(item) : item);

/** A part of a patch that has no counterpart: directives and deletions have nothing to act on. */
function withoutDirectives(patch: PlainObject): PlainObject {
  const kept = Object.entries(patch).filter(([key, value]) => value !== null && !isDirective(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, Array.isArray(value) ? value.map(stripItem) : stripItem(value)]),
  );
}

const isDirective = (key: string): boolean =>
  key === DIRECTIVE || key === RETAIN || key.startsWith(ORDER) || key.startsWith(DELETE_FROM);
