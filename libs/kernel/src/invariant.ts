/** Asserts: a broken invariant is our bug, stops the simulation it happened in, and says where it was. */

/** Thrown when the simulator itself is wrong. The cluster adds seed, time and step before it leaves the core. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/**
 * Throws {@link InvariantError} with `message`, and the facts behind it, unless `condition` holds. Facts are joined only
 * when it fails: asserts stand on hot paths.
 */
export function invariant(condition: unknown, message: string, ...facts: readonly unknown[]): asserts condition {
  if (!condition) throw new InvariantError([message, ...facts].join(' '));
}

/** The value, or an {@link InvariantError} that names what is missing. */
export function required<T>(value: T | undefined | null, what: string, id?: string): T {
  if (value === undefined || value === null) throw new InvariantError(`missing ${what} ${id ?? ''}`.trimEnd());
  return value;
}
