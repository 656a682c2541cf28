/** Quantities: reading, printing, comparing. */
import { describe, expect, it } from '@jest/globals';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  isIntegerQuantity,
  milliValue,
  parseQuantity,
  quantityValue,
  readQuantity,
  roundUpToMilli,
} from './quantity.ts';

describe('a quantity', () => {
  it.each([
    ['1000m', '1'],
    ['0.5', '500m'],
    ['1024Mi', '1Gi'],
    ['1024Ki', '1Mi'],
    ['1073741824', '1073741824'],
    ['1.5Gi', '1536Mi'],
    ['1Ki', '1Ki'],
    ['512Ki', '512Ki'],
    ['0.5Ki', '512'],
    ['1e3', '1e3'],
    ['1500', '1500'],
    ['1000', '1k'],
    ['0', '0'],
    ['-1', '-1'],
    ['100n', '100n'],
    ['.5', '500m'],
    ['1E', '1E'],
  ])('%s prints as %s', (text, printed) => {
    expect(canonicalQuantity(text)).toBe(printed);
  });

  it.each([
    ['abc', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
    ['64mi', "unable to parse quantity's suffix"],
    ['1.2.3', 'unable to parse numeric part of quantity'],
    ['', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
  ])('%j cannot be read', (text, problem) => {
    expect(readQuantity(text)).toBe(problem);
    expect(canonicalQuantity(text)).toEqual({ problem });
    expect(() => parseQuantity(text)).toThrow(problem);
  });

  it('compares across suffixes, with nothing as zero', () => {
    expect([
      compareQuantities('1Gi', '1024Mi'),
      compareQuantities('1', '1100m'),
      compareQuantities('1', undefined),
    ]).toEqual([0, -1, 1]);
  });

  it('rounds up to whole and to thousandths', () => {
    expect([quantityValue('1500m'), milliValue('1500m'), milliValue('100n'), quantityValue(undefined)]).toEqual([
      2, 1500, 1, 0,
    ]);
    expect(roundUpToMilli('100n')).toBe('1m');
    expect(isIntegerQuantity('500m')).toBe(false);
  });

  it('adds in the format of the first', () => {
    expect(addQuantities('512Mi', '512Mi')).toBe('1Gi');
  });
});
