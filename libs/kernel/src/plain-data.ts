/** State as text and back: plain data with Maps, shared frozen objects kept shared; copies and hashes of it. */
import { hash64 } from './hash.ts';
import { invariant } from './invariant.ts';

/**
 * Serialises plain data (objects, arrays, Maps, strings, finite numbers, booleans, null, undefined fields dropped).
 * Frozen objects are the immutable ones: each is written once and shared again by {@link decodeState}.
 */
export function encodeState(value: unknown): string {
  return JSON.stringify(pack(value, new Map()));
}

/** The inverse of {@link encodeState}. */
export function decodeState(text: string): unknown {
  return unpack(JSON.parse(text), []);
}

/** A copy that shares frozen objects with the original and nothing else. */
export function copyState<T>(value: T): T {
  return copy(value) as T; // copy keeps the shape of its argument
}

/** Sixteen digits that are equal for equal states. */
export function hashState(value: unknown): string {
  return hash64(encodeState(value));
}

// Packed forms, told apart by their first element: an object is a JSON object, every other container a tagged array.
type Tag = 'a' | 'm' | 's' | 'r';

function pack(value: unknown, seen: Map<object, number>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    invariant(false, `a ${typeof value} is not plain data`);
  if (value === null || typeof value !== 'object') return value;
  if (!Object.isFrozen(value)) return packContent(value, seen);
  const known = seen.get(value);
  if (known !== undefined) return ['r', known];
  seen.set(value, seen.size);
  return ['s', packContent(value, seen)];
}

function packContent(value: object, seen: Map<object, number>): unknown {
  if (Array.isArray(value)) return ['a', ...value.map((item) => pack(item, seen))];
  if (value instanceof Map) return ['m', ...[...value].map(([key, item]) => [key, pack(item, seen)])];
  const packed: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) define(packed, key, pack(item, seen));
  return packed;
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else target[key] = value;
}

function unpack(packed: unknown, shared: unknown[]): unknown {
  if (packed === null || typeof packed !== 'object') return packed;
  if (!Array.isArray(packed)) return unpackObject(packed, shared);
  const [tag, ...rest] = packed as [Tag, ...unknown[]]; // written by pack
  if (tag === 'a') return rest.map((item) => unpack(item, shared));
  if (tag === 'r') return shared[rest[0] as number]; // written by pack
  if (tag === 'm') return new Map((rest as [unknown, unknown][]).map(([key, item]) => [key, unpack(item, shared)]));
  const slot = shared.push(undefined) - 1;
  return (shared[slot] = Object.freeze(unpack(rest[0], shared)));
}

function unpackObject(packed: object, shared: unknown[]): unknown {
  const value: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(packed)) define(value, key, unpack(item, shared));
  return value;
}

function copy(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copy(item)]));
  const target: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) define(target, key, copy(item));
  return target;
}
