/** Merging lists, and their order. */
import { describe, expect, it } from '@jest/globals';
import { mergeLists, type ListRule } from './merge-lists.ts';

const rule: ListRule = { mergeKey: '', mergeItems: (_before, after) => after, stripItem: (item) => item };

describe('the order of a merged list', () => {
  it.each([
    [['a', 'b', 'c'], ['c'], undefined, ['a', 'b', 'c']],
    [['a', 'b', 'c'], ['d'], undefined, ['d', 'a', 'b', 'c']],
    [['a', 'b', 'c'], ['c', 'a'], undefined, ['b', 'c', 'a']],
    [['a', 'b', 'c'], [], ['c', 'b'], ['a', 'c', 'b']],
  ])('%j with %j in order %j is %j', (original, patch, order, expected) => {
    expect(mergeLists(original, patch, { ...rule, ...(order && { order }) })).toEqual(expected);
  });

  it('long lists take time in proportion', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `x${i}`);
    expect(mergeLists(many, ['y'], rule)).toHaveLength(50_001);
  });
});
