/** A seeded source of choices for random simulations. */
import { createKernel, draw, openStream } from '#kernel';

export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  readonly upTo: (below: number) => number;
  /** True in `share` of the throws. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(options: readonly T[]) => T;
}

export function createDice(seed: string): Dice {
  const kernel = createKernel({ seed, epoch: 0, timelineLimit: 1 });
  const stream = openStream(kernel, 'sweep');
  const upTo = (below: number): number => Math.floor(draw(kernel, stream) * below);
  return {
    upTo,
    chance: (share) => draw(kernel, stream) < share,
    pick: (options) => options[upTo(options.length)] as (typeof options)[number], // within bounds
  };
}
