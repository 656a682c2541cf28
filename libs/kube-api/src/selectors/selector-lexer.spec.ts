/** Tokens of label selectors. */
import { describe, expect, it } from '@jest/globals';
import { lexSelector } from './selector-lexer.ts';

describe('the lexer', () => {
  it('splits at symbols and blanks', () => {
    expect(lexSelector('a in (b,c),!d==e').map(({ text }) => text)).toEqual([
      'a',
      'in',
      '(',
      'b',
      ',',
      'c',
      ')',
      ',',
      '!',
      'd',
      '==',
      'e',
    ]);
  });

  it('knows the words in and notin', () => {
    expect(lexSelector('in notin inn').map(({ kind }) => kind)).toEqual(['in', 'notin', 'identifier']);
  });
});
