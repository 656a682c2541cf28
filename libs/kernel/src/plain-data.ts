/** State as text and back, copies and hashes of it: plain data with Maps, what is shared stays shared. */
import { hash32, hex32, mix32 } from './hash.ts';
import { InvariantError } from './invariant.ts';

/**
 * Serialises plain data: objects, arrays, Maps, strings, finite numbers, booleans, null; undefined fields are dropped. An
 * object that is reached twice is written once.
 */
export function encodeState(value: unknown): string {
  const counts = new Map<object, number>();
  count(value, counts);
  return JSON.stringify(pack(value, { counts, known: new Map() }));
}

/** The inverse of {@link encodeState}. */
export function decodeState(text: string): unknown {
  return unpack(JSON.parse(text), []);
}

/** A copy that shares with the original what `isShared` accepts, and nothing else. */
export function copyState<T>(value: T, isShared: (part: object) => boolean): T {
  return copy(value, { isShared, done: new Map() }) as T; // copy keeps the shape of its argument
}

/** Sixteen digits that are equal for equal states, however much of them is shared. */
export function hashState(value: unknown): string {
  return hex32(fingerprint(value, new Map())) + hex32(fingerprint(value, new Map(), 1));
}

function isObject(value: unknown): value is object {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    throw new InvariantError(`a ${typeof value} is not plain data`);
  return typeof value === 'object' && value !== null;
}

const partsOf = (value: object): Iterable<unknown> =>
  Array.isArray(value) ? value : value instanceof Map ? value.values() : Object.values(value);

function count(value: unknown, counts: Map<object, number>): void {
  if (!isObject(value)) return;
  const known = counts.get(value) ?? 0;
  counts.set(value, known + 1);
  if (known === 0) for (const part of partsOf(value)) count(part, counts);
}

// Packed forms: an object is a JSON object, every other container an array whose first element tells what it is:
// (a)rray, (m)ap, (s)hared for the first time, (r)eference to a shared one.
type Tag = 'a' | 'm' | 's' | 'r';

interface Packing {
  readonly counts: ReadonlyMap<object, number>;
  readonly known: Map<object, number>;
}

function pack(value: unknown, packing: Packing): unknown {
  if (!isObject(value)) return value;
  if (packing.counts.get(value) === 1) return packContent(value, packing);
  const known = packing.known.get(value);
  if (known !== undefined) return ['r', known];
  packing.known.set(value, packing.known.size);
  return ['s', packContent(value, packing)];
}

function packContent(value: object, packing: Packing): unknown {
  if (Array.isArray(value)) return ['a', ...value.map((item) => pack(item, packing))];
  if (value instanceof Map) return ['m', ...[...value].map(([key, item]) => [key, pack(item, packing)])];
  return mapFields(value, (item) => pack(item, packing));
}

function mapFields(value: object, map: (item: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) define(result, key, map(item));
  return result;
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else target[key] = value;
}

function unpack(packed: unknown, shared: unknown[]): unknown {
  if (packed === null || typeof packed !== 'object') return packed;
  if (!Array.isArray(packed)) return mapFields(packed, (item) => unpack(item, shared));
  const [tag, ...rest] = packed as [Tag, ...unknown[]]; // written by pack
  if (tag === 'a') return rest.map((item) => unpack(item, shared));
  if (tag === 'r') return shared[rest[0] as number]; // written by pack
  if (tag === 'm') return new Map((rest as [unknown, unknown][]).map(([key, item]) => [key, unpack(item, shared)]));
  const slot = shared.push(undefined) - 1;
  return (shared[slot] = unpack(rest[0], shared));
}

interface Copying {
  readonly isShared: (part: object) => boolean;
  readonly done: Map<object, unknown>;
}

function copy(value: unknown, copying: Copying): unknown {
  if (!isObject(value) || copying.isShared(value)) return value;
  const known = copying.done.get(value);
  if (known !== undefined) return known;
  const result = copyContent(value, copying);
  copying.done.set(value, result);
  return result;
}

function copyContent(value: object, copying: Copying): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item, copying));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copy(item, copying)]));
  return mapFields(value, (item) => copy(item, copying));
}

/** 32 bits over the structure; each object is looked at once, and the order of an object's fields does not count. */
function fingerprint(value: unknown, done: Map<object, number>, seed = 0): number {
  if (!isObject(value)) return hash32(`${typeof value}:${String(value)}`, seed ^ 0x5bd1e995);
  const known = done.get(value);
  if (known !== undefined) return known;
  const sum = Array.isArray(value) || value instanceof Map ? inOrder(value, done, seed) : inAnyOrder(value, done, seed);
  done.set(value, sum);
  return sum;
}

function inOrder(list: readonly unknown[] | Map<unknown, unknown>, done: Map<object, number>, seed: number): number {
  let sum = Array.isArray(list) ? 1 : 2;
  for (const [key, item] of list.entries())
    sum = mix32(Math.imul(sum, 31) ^ hash32(String(key), seed) ^ fingerprint(item, done, seed));
  return sum;
}

function inAnyOrder(value: object, done: Map<object, number>, seed: number): number {
  let sum = 3;
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) sum = (sum + mix32(hash32(key, seed) ^ Math.imul(fingerprint(item, done, seed), 31))) | 0;
  return mix32(sum);
}
