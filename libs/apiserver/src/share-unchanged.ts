/** Structural sharing: a new version of an object keeps what did not change by reference. */

type Plain = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * `next`, with every part that equals the same part of `stored` taken from `stored`; `stored` itself when nothing differs.
 * Plain data only; fields that are undefined count as absent.
 */
export function shareUnchanged<T>(stored: T, next: T): T {
  return share(stored, next) as T; // share keeps the shape of its second argument
}

function share(stored: unknown, next: unknown): unknown {
  if (stored === next || !isObject(stored) || !isObject(next)) return next;
  if (Array.isArray(next)) return Array.isArray(stored) ? shareItems(stored, next) : next;
  return Array.isArray(stored) ? next : shareFields(stored as Plain, next as Plain); // both are plain objects
}

function shareItems(stored: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const items = next.map((item, i) => share(stored[i], item));
  return items.length === stored.length && items.every((item, i) => item === stored[i]) ? stored : items;
}

function shareFields(stored: Plain, next: Plain): Plain {
  let isSame = true;
  const entries = Object.entries(next).filter(([, value]) => value !== undefined);
  const shared = entries.map(([key, value]): [string, unknown] => {
    const before = Object.hasOwn(stored, key) ? stored[key] : undefined;
    const after = share(before, value);
    if (after !== before) isSame = false;
    return [key, after];
  });
  if (isSame && Object.values(stored).filter((value) => value !== undefined).length === shared.length) return stored;
  return Object.fromEntries(shared);
}
