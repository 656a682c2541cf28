/** Random streams depend on seed and name alone. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createKernel, type Kernel } from './kernel.ts';
import { draw, drawHex, drawUid, jitter, openStream } from './random.ts';

const kernel = (seed = 'seed'): Kernel => createKernel({ seed, epoch: 0, timelineLimit: 10 });

const draws = (seed: string, name: string, count = 5): number[] => {
  const state = kernel(seed);
  const stream = openStream(state, name);
  return Array.from({ length: count }, () => draw(state, stream));
};

describe('random streams', () => {
  test('the same seed and name draw the same numbers', () => {
    expect(draws('a', 'requeue/1')).toEqual(draws('a', 'requeue/1'));
  });

  test('another seed or another name draws others', () => {
    expect(draws('a', 'requeue/1')).not.toEqual(draws('b', 'requeue/1'));
    expect(draws('a', 'requeue/1')).not.toEqual(draws('a', 'requeue/2'));
  });

  test('a new consumer changes nobody else’s draws', () => {
    const state = kernel();
    const [mine, other] = [openStream(state, 'mine'), openStream(state, 'other')];
    draw(state, other);
    expect(draw(state, mine)).toBe(draws('seed', 'mine', 1)[0]);
  });

  test('numbers lie in [0, 1) and are spread evenly', () => {
    const all = draws('even', 'stream', 10_000);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThan(1);
    expect(all.reduce((sum, value) => sum + value, 0) / all.length).toBeCloseTo(0.5, 1);
  });

  test('jitter lengthens by at most its factor, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.string(), (base, name) => {
        const state = kernel();
        const value = jitter(state, openStream(state, name), { base, factor: 0.5 });
        expect(value).toBeGreaterThanOrEqual(base);
        expect(value).toBeLessThanOrEqual(Math.round(base * 1.5));
        expect(Number.isInteger(value)).toBe(true);
      }),
    );
  });

  test('uids are version 4 UUIDs, hexadecimal digits as many as asked for', () => {
    const state = kernel();
    const stream = openStream(state, 'uids');
    expect(drawUid(state, stream)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(drawHex(state, stream, 64)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the running hash tells two runs apart at their first different draw', () => {
    const [a, b] = [kernel('a'), kernel('b')];
    draw(a, openStream(a, 's'));
    draw(b, openStream(b, 's'));
    expect(a.drawHash).not.toBe(b.drawHash);
  });
});
