/** Asserts: a broken invariant is our bug, stops the simulation it happened in, and says where it was. */

/** Thrown when the simulator itself is wrong. The cluster adds seed, time and step before it leaves the core. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws {@link InvariantError} with `message` unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** The value, or an {@link InvariantError} that names what is missing. */
export function required<T>(value: T | undefined | null, what: string): T {
  invariant(value !== undefined && value !== null, `missing ${what}`);
  return value;
}
