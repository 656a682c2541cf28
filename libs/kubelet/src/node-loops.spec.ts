/** The periodic loops of a node as arithmetic. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastTick, nextTick } from './node-loops.ts';

describe('a loop with phase 300 and period 1000', () => {
  it.each([
    [0, 300],
    [299, 300],
    [300, 1300],
    [301, 1300],
    [1299, 1300],
  ])('ticks next after %d at %d', (after, at) => {
    expect(nextTick(300, 1000, after)).toBe(at);
  });

  it.each([
    [300, -1],
    [301, 300],
    [1300, 300],
    [1301, 1300],
  ])('ticked last before %d at %d', (before, at) => {
    expect(lastTick(300, 1000, before)).toBe(at);
  });
});

describe('any loop', () => {
  it('ticks once a period, on its phase, before and after every instant', () => {
    const loop = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1000, max: 5000 }), fc.nat(1_000_000));
    fc.assert(
      fc.property(loop, ([phase, period, now]) => {
        const next = nextTick(phase, period, now);
        const last = lastTick(phase, period, next);
        expect(next).toBeGreaterThan(now);
        expect((next - phase) % period).toBe(0);
        expect(last).toBe(next === phase ? -1 : next - period);
      }),
      { seed: 1 },
    );
  });
});
