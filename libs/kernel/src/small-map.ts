/** Maps with few entries, most often none: replaced instead of changed, so that all the empty ones are the same one. */

const empty: ReadonlyMap<unknown, unknown> = new Map();

/** Shared by all that have no entries: an empty Map of its own would cost 184 bytes. */
export const noEntries = <K, V>(): ReadonlyMap<K, V> => empty as ReadonlyMap<K, V>; // it has none of any type

/** The map with an entry added or replaced. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** The map without the entry of a key; the same one when there is none. */
export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  if (map.size === 1) return noEntries();
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
