/** Small helpers for statuses, which are plain data. */

/** The fields whose number is not 0: Go leaves zeros out. */
export const omitZeros = <T extends Readonly<Record<string, number>>>(counts: T): Partial<T> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)) as Partial<T>; // some of its own entries

/** JSON with sorted keys: equal for equal data, however it came about. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join(',')}}`;
}

/** True when both say the same, whatever the order of their fields. */
export const sameData = (a: unknown, b: unknown): boolean => a === b || canonicalText(a) === canonicalText(b);
