/** Values at paths: reading, setting and removing single fields of an object. */
import { isPlain } from '../schema/plain.ts';
import { keyDefaults } from './merge-types.ts';
import type { FieldPath } from './field-set.ts';

type Draft = Record<string, unknown>;
/** The place of a list's item that a segment names; -1 for none. */
function placeOf(list: readonly unknown[], segment: string): number {
  const wanted: unknown = JSON.parse(segment.slice(2));
  if (segment.startsWith('v:')) return list.findIndex((item) => JSON.stringify(item) === JSON.stringify(wanted));
  const keys = Object.entries(wanted as Draft); // `k:` names the fields of a key
  return list.findIndex(
    (item) => isPlain(item) && keys.every(([key, value]) => (item[key] ?? keyDefaults[key] ?? null) === value),
  );
}

function step(value: unknown, segment: string): unknown {
  if (segment.startsWith('f:')) {
    const name = segment.slice(2);
    return isPlain(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return Array.isArray(value) ? value[placeOf(value, segment)] : undefined;
}

/** The value at a path; absent when there is none. */
export const valueAt = (object: unknown, path: FieldPath): unknown => path.reduce(step, object);

/** Whether two objects have the same at a path. Of an item of a list only its presence counts: its fields are paths of their own. */
export function isSameAt(a: unknown, b: unknown, path: FieldPath): boolean {
  const [left, right] = [valueAt(a, path), valueAt(b, path)];
  if (path.at(-1)?.startsWith('k:')) return (left === undefined) === (right === undefined);
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

/** Puts a value at a path; what is missing on the way is made. Changes `object`, which must be the caller's own. */
export function setAt(object: unknown, path: FieldPath, value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  let node = object;
  path.slice(0, -1).forEach((segment, index) => {
    node = child(node, segment, path[index + 1] ?? '');
  });
  if (last.startsWith('f:')) define(node, last.slice(2), value);
  else if (Array.isArray(node) && placeOf(node, last) < 0) node.push(last.startsWith('k:') ? keysOf(last) : value);
}

/** A name such as __proto__ is one like any other. */
function define(node: unknown, name: string, value: unknown): void {
  if (isPlain(node)) Object.defineProperty(node, name, { value, enumerable: true, writable: true, configurable: true });
}

const keysOf = (segment: string): unknown => JSON.parse(segment.slice(2));

/** The value below a segment; a list or an object is made, as the segment after it wants. */
function child(node: unknown, segment: string, next: string): unknown {
  const existing = step(node, segment);
  if (typeof existing === 'object' && existing !== null) return existing;
  const made: unknown = next.startsWith('f:') ? {} : [];
  if (segment.startsWith('f:')) define(node, segment.slice(2), made);
  else if (Array.isArray(node)) {
    const item = keysOf(segment);
    node.push(item);
    return item;
  }
  return made;
}

/** Takes the value at a path away. Changes `object`, which must be the caller's own. */
export function removeAt(object: unknown, path: FieldPath): void {
  const last = path.at(-1) ?? '';
  const parent = valueAt(object, path.slice(0, -1));
  if (last.startsWith('f:')) {
    if (isPlain(parent)) delete parent[last.slice(2)];
  } else if (Array.isArray(parent)) {
    const place = placeOf(parent, last);
    if (place >= 0) parent.splice(place, 1);
  }
}
