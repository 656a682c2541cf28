/** Figures of consumption, as sums. */
import { describe, expect, it } from '@jest/globals';
import { addUsage, createNodeUsage, isNoUsage, noUsage } from './usage-figures.ts';

const some = { memory: 1, ephemeralStorage: 2, inodes: 3, pids: 4 };

describe('usage', () => {
  it('adds up', () => {
    expect(addUsage(some, some)).toEqual({ memory: 2, ephemeralStorage: 4, inodes: 6, pids: 8 });
    expect(addUsage(some, noUsage)).toEqual(some);
  });

  it('is none as long as nothing was said', () => {
    expect(createNodeUsage()).toEqual({ own: noUsage, pods: new Map() });
    expect([isNoUsage(noUsage), isNoUsage({ ...noUsage, pids: 1 })]).toEqual([true, false]);
  });
});
