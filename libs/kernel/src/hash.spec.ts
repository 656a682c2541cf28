/** Hashes are stable over versions and tell texts apart. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hash32, hash64, hex32, mix32 } from './hash.ts';

describe('hashes', () => {
  // Journals name states by these: a change would make old ones unreadable.
  test('a text has the hash that it always had', () => {
    expect([hash64(''), hash64('kiada'), hex32(hash32('podlab'))]).toEqual([
      'ab3e7c0b92ca2f0e',
      '9db31d63ba72ea37',
      'de1d4287',
    ]);
  });

  test('chaining texts differs from either alone', () => {
    expect(hash32('b', hash32('a'))).not.toBe(hash32('b'));
  });

  test('different texts have different hashes', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (hash64(a) === hash64(b)) === (a === b)));
  });

  test('mixing gives a number of 32 bits without sign', () => {
    fc.assert(fc.property(fc.integer(), (value) => mix32(value) >= 0 && mix32(value) <= 0xffffffff));
  });
});
