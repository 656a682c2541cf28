/** What JSON calls an object. */

/** True for what has fields: neither null nor a list. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
