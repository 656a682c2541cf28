/** Wall time to virtual time. */
import { describe, expect, test } from '@jest/globals';
import { instantAt, reanchored, runningClock, stoppedClock, wallTimeOf } from './clock.ts';

describe('the clock of a simulation', () => {
  test('a running clock moves with wall time at its rate, in whole milliseconds', () => {
    const clock = runningClock(60, { wallTime: 1000, instant: 5000 });
    expect(instantAt(clock, 1000)).toBe(5000);
    expect(instantAt(clock, 1000.5)).toBe(5030);
    expect(instantAt(clock, 2000)).toBe(65_000);
  });

  test('a slow clock needs more wall time than virtual time', () => {
    const clock = runningClock(0.1, { wallTime: 0, instant: 0 });
    expect(wallTimeOf(clock, 100)).toBe(1000);
    expect(instantAt(clock, 999)).toBe(99);
  });

  test('a running clock never goes back', () => {
    expect(instantAt(runningClock(1, { wallTime: 1000, instant: 70 }), 400)).toBe(70);
  });

  test('a paused clock and a virtual one follow no wall time', () => {
    expect(instantAt(stoppedClock(), 1e9)).toBeUndefined();
    expect(wallTimeOf(stoppedClock('virtual'), 5)).toBeUndefined();
  });

  test('a clock that was moved by hand goes on running from there', () => {
    const moved = reanchored(runningClock(2, { wallTime: 0, instant: 0 }), { wallTime: 10, instant: 90_000 });
    expect(instantAt(moved, 20)).toBe(90_020);
    expect(reanchored(stoppedClock(), { wallTime: 10, instant: 90_000 })).toEqual({ mode: 'paused' });
  });
});
