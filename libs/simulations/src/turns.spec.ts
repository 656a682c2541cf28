/** One after the other. */
import { describe, expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

describe('turns', () => {
  test('an action starts at once when nobody has the turn', () => {
    const done: string[] = [];
    void new Turns().take(() => done.push('first'));
    expect(done).toEqual(['first']);
  });

  test('actions run one after the other in the order asked for', async () => {
    const turns = new Turns();
    const done: number[] = [];
    const slow = turns.take(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done.push(1);
    });
    await Promise.all([slow, turns.take(() => done.push(2)), turns.take(() => done.push(3))]);
    expect(done).toEqual([1, 2, 3]);
    expect(turns.isTaken).toBe(false);
  });

  test('a failed action does not hold up the next', async () => {
    const turns = new Turns();
    const failed = turns.take(() => Promise.reject(new Error('broken')));
    const next = turns.take(() => 'fine');
    await expect(failed).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
  });
});
