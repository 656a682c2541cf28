/** Small maps keep what an earlier reader saw. */
import { describe, expect, it } from '@jest/globals';
import { noEntries, withEntry, withoutEntry } from './small-map.ts';

describe('a small map', () => {
  const one: ReadonlyMap<string, number> = withEntry(noEntries<string, number>(), 'a', 1);
  const two = withEntry(one, 'b', 2);

  it('with another entry is another map', () => {
    expect([...one]).toEqual([['a', 1]]);
    expect([...two]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect([...withEntry(two, 'a', 3)]).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
  });

  it('without one of its entries is another map, and the empty one in the end', () => {
    expect([...withoutEntry(two, 'a')]).toEqual([['b', 2]]);
    expect(two.size).toBe(2);
    expect(withoutEntry(one, 'a')).toBe(noEntries());
  });

  it('without a key that it does not have is the same', () => {
    expect(withoutEntry(one, 'b')).toBe(one);
  });
});
