/** Plain objects. */
import { describe, expect, it } from '@jest/globals';
import { isPlainObject } from './plain-object.ts';

describe('a plain object', () => {
  it('is neither a list nor nothing', () => {
    expect([{}, [], null, 'x'].map(isPlainObject)).toEqual([true, false, false, false]);
  });
});
