/** Reading lists and numbers. */
import { describe, expect, it } from '@jest/globals';
import { integerParameter } from './read.ts';

describe('a number in a query', () => {
  it('is whole, or absent', () => {
    expect([
      integerParameter({ limit: '-1' }, 'limit'),
      integerParameter({ limit: '' }, 'limit'),
      integerParameter({}, 'limit'),
    ]).toEqual([-1, undefined, undefined]);
    expect(() => integerParameter({ limit: '1.5' }, 'limit')).toThrow(
      'strconv.ParseInt: parsing "1.5": invalid syntax',
    );
  });
});
