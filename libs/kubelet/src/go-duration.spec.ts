/** Durations as Go prints them. */
import { describe, expect, it } from '@jest/globals';
import { goDuration } from './go-duration.ts';

describe('a duration', () => {
  it.each([
    [0, '0s'],
    [987, '987ms'],
    [1000, '1s'],
    [1234, '1.234s'],
    [10_000, '10s'],
    [62_500, '1m2.5s'],
    [80_000, '1m20s'],
    [300_000, '5m0s'],
    [3_600_000, '1h0m0s'],
    [3_723_004, '1h2m3.004s'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(goDuration(ms)).toBe(text);
  });
});
