/** Kubernetes time strings. */
import { describe, expect, it } from '@jest/globals';
import { formatMicroTime, formatTime, parseTime } from './time.ts';

describe('times', () => {
  it('have whole seconds, or six digits of fraction', () => {
    const unixMs = 1_772_323_199_007;
    expect(formatTime(unixMs)).toBe('2026-02-28T23:59:59Z');
    expect(formatMicroTime(unixMs)).toBe('2026-02-28T23:59:59.007000Z');
  });

  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [951_782_399_000, '2000-02-28T23:59:59Z'],
    [951_868_800_000, '2000-03-01T00:00:00Z'],
    [4_102_444_800_000, '2100-01-01T00:00:00Z'],
  ])('%i is %s, there and back', (unixMs, text) => {
    expect(formatTime(unixMs)).toBe(text);
    expect(parseTime(text)).toBe(unixMs);
  });

  it('anything else is no time', () => {
    expect(parseTime('yesterday')).toBeNaN();
  });
});
