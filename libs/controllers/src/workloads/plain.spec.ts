/** Helpers for plain data. */
import { describe, expect, it } from '@jest/globals';
import { canonicalText, omitZeros, sameData } from './plain.ts';

describe('plain data', () => {
  it('is equal whatever the order of its fields', () => {
    expect(sameData({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
    expect(sameData({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(canonicalText({ b: null, a: 'x' })).toBe('{"a":"x","b":null}');
  });

  it('leaves zeros out as Go does', () => {
    expect(omitZeros({ active: 0, failed: 2 })).toEqual({ failed: 2 });
  });
});
