/** Normalisation of scores. */
import { describe, expect, it } from '@jest/globals';
import { normalizeDown, normalizeRange, normalizeUp } from './normalize.ts';

function normalized(normalize: (scores: number[]) => void, ...scores: number[]): number[] {
  normalize(scores);
  return scores;
}

describe('normalisation', () => {
  it('upwards makes the highest 100 and leaves zeros', () => {
    expect(normalized(normalizeUp, 0, 1, 3)).toEqual([0, 33, 100]);
    expect(normalized(normalizeUp, 0, 0)).toEqual([0, 0]);
  });

  it('downwards makes the highest 0, and all 100 when nothing was counted', () => {
    expect(normalized(normalizeDown, 0, 1, 3)).toEqual([100, 67, 0]);
    expect(normalized(normalizeDown, 0, 0)).toEqual([100, 100]);
  });

  it('over the range makes the lowest 0, below zero as well', () => {
    expect(normalized(normalizeRange, -5, 0, 5)).toEqual([0, 50, 100]);
    expect(normalized(normalizeRange, 4, 4)).toEqual([0, 0]);
  });
});
