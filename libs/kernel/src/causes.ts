/** Causes of what happens: which timeline entries led to it, when several did or when a step does unrelated things. */
import type { Kernel } from './kernel.ts';

export type Causes = readonly number[];

export const noCauses: Causes = [];

/** Both, without doubles; the first itself when the second adds nothing. */
export function joinCauses(known: Causes, more: Causes): Causes {
  if (known === more || more.length === 0) return known;
  if (known.length === 0) return more;
  const added = more.filter((seq) => !known.includes(seq));
  return added.length === 0 ? known : [...known, ...added];
}

/** Does something that does not lead to what the same step does next, such as one of several writes that have one cause. */
export function aside<T>(kernel: Kernel, action: () => T): T {
  const { causes } = kernel;
  const result = action();
  kernel.causes = causes;
  return result;
}
