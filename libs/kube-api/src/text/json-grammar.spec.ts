/** The lexical pieces of JSON. */
import { describe, expect, it } from '@jest/globals';
import { isSpace, numberPattern } from './json-grammar.ts';

describe('the grammar', () => {
  it('knows four blanks', () => {
    expect([...' \t\n\r\f'].map((char) => isSpace(char.charCodeAt(0)))).toEqual([true, true, true, true, false]);
  });

  it.each([
    ['0', '0'],
    ['-12.5e-3,', '-12.5e-3'],
    ['01', '0'],
    ['x', ''],
  ])('the number at the start of %s is "%s"', (text, number) => {
    numberPattern.lastIndex = 0;
    expect(numberPattern.exec(text)?.[0]).toBe(number);
  });
});
