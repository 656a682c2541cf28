/** Ages as kubectl prints them. */
import { describe, expect, it } from '@jest/globals';
import { humanDuration } from './duration.ts';

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

describe('an age', () => {
  it.each([
    [-2, '<invalid>'],
    [-1, '0s'],
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [301, '5m1s'],
    [10 * MINUTE, '10m'],
    [179 * MINUTE, '179m'],
    [3 * HOUR + MINUTE, '3h1m'],
    [25 * HOUR, '25h'],
    [50 * HOUR, '2d2h'],
    [9 * DAY, '9d'],
    [800 * DAY, '2y70d'],
    [9 * 365 * DAY, '9y'],
  ])('of %i seconds is %s', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });
});
