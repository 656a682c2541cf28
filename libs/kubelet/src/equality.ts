/** Deep equality of plain data; an absent field equals an undefined one. */

export function isEqualData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqualData(item, b[index]));
  if (Array.isArray(b)) return false;
  return isEqualRecord(a as Record<string, unknown>, b as Record<string, unknown>); // objects, not arrays
}

function isEqualRecord(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  for (const key in a) if (!isEqualData(a[key], b[key])) return false;
  for (const key in b) if (a[key] === undefined && b[key] !== undefined) return false;
  return true;
}
