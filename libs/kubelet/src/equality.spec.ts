/** Equality of plain data. */
import { describe, expect, it } from '@jest/globals';
import { isEqualData } from './equality.ts';

describe('equality of plain data', () => {
  it.each([
    ['equal scalars', 1, 1, true],
    ['a number and its text', 1, '1', false],
    ['equal objects with other field order', { a: 1, b: [2] }, { b: [2], a: 1 }, true],
    ['a missing and an undefined field', { a: 1 }, { a: 1, b: undefined }, true],
    ['an undefined and a missing field', { a: 1, b: undefined }, { a: 1 }, true],
    ['a field more', { a: 1 }, { a: 1, b: 0 }, false],
    ['null and an object', null, {}, false],
    ['null and undefined', null, undefined, false],
    ['lists of other order', [1, 2], [2, 1], false],
    ['lists of other length', [1], [1, 2], false],
    ['a list and an object', [], {}, false],
    ['an object and a list', {}, [], false],
    ['a nested difference', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, false],
  ])('of %s', (_what, a, b, isEqual) => {
    expect(isEqualData(a, b)).toBe(isEqual);
  });
});
