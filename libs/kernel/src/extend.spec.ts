/** Copies with other or further fields. */
import { describe, expect, test } from '@jest/globals';
import { extend } from './extend.ts';

describe('extending', () => {
  test('gives a copy with fields replaced and added', () => {
    const base = { a: 1, b: 2 };
    expect(extend(base, { b: 3, c: 4 })).toEqual({ a: 1, b: 3, c: 4 });
    expect(base).toEqual({ a: 1, b: 2 });
  });
});
