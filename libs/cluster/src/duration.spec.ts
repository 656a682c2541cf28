/** Durations as people write them. */
import { describe, expect, test } from '@jest/globals';
import { parseDuration } from './duration.ts';

describe('a duration', () => {
  test.each([
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['90s', 90_000],
    ['1.5s', 1500],
    ['250ms', 250],
    ['2d', 172_800_000],
    ['45', 45_000],
    ['0s', 0],
  ])('%s', (text, expected) => expect(parseDuration(text)).toBe(expected));

  test.each(['', 'soon', '-5s', '5x', '1h 30m', 'm', '1e9s'])('"%s" is none', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );
});
