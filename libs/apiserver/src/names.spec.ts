/** Random parts of names. */
import { describe, expect, it } from '@jest/globals';
import { createHost } from '../test/host.ts';
import { drawSuffix, generateName } from './names.ts';

describe('a generated name', () => {
  it('ends in five characters without vowels', () => {
    expect(drawSuffix(createHost())).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('is no longer than a label', () => {
    expect(generateName(createHost(), 'x'.repeat(70))).toHaveLength(63);
  });

  it('is the same for the same seed', () => {
    expect(generateName(createHost(), 'web-')).toBe(generateName(createHost(), 'web-'));
  });
});
