/** The small checks that many fields share. */
import { describe, expect, it } from '@jest/globals';
import { checkNonNegative, checkOneOf, checkRange, checkRequired, checkWith, type Report } from './report.ts';

const messages = (check: (report: Report) => void): readonly string[] => {
  const report: Report = [];
  check(report);
  return report.map(({ field, message }) => `${field}: ${message}`);
};

describe('shared checks', () => {
  it('every text of a name rule is an error of its own', () => {
    expect(messages((report) => checkWith(report, { at: 'f', value: 'v' }, () => ['one', 'two']))).toEqual([
      'f: Invalid value: "v": one',
      'f: Invalid value: "v": two',
    ]);
  });

  it('an absent value is required before it is looked at', () => {
    expect(messages((report) => checkRequired(report, { at: 'f', value: '' }, () => ['never said']))).toEqual([
      'f: Required value',
    ]);
  });

  it('an unset value is always supported, an empty one is not', () => {
    expect(messages((report) => checkOneOf(report, { at: 'f', value: undefined }, ['A']))).toEqual([]);
    expect(messages((report) => checkOneOf(report, { at: 'f', value: '' }, ['A']))).toEqual([
      'f: Unsupported value: "": supported values: "A"',
    ]);
  });

  it('numbers keep their bounds', () => {
    expect(messages((report) => checkNonNegative(report, { at: 'f', value: -1 }))).toHaveLength(1);
    expect(messages((report) => checkRange(report, { at: 'f', value: 3 }, [1, 2]))).toEqual([
      'f: Invalid value: 3: must be between 1 and 2, inclusive',
    ]);
  });
});
