/** Values as Go prints them. */
import { describe, expect, it } from '@jest/globals';
import { goPrint, goQuote, goValue } from './go-text.ts';

describe('Go text', () => {
  it.each([
    ['a"b', String.raw`"a\"b"`],
    ['tab\tnew\n', String.raw`"tab\tnew\n"`],
    ['\u0001', String.raw`"\x01"`],
    ['ü 😀', '"ü 😀"'],
    ['\u200b', String.raw`"\u200b"`],
  ])('%j is quoted as %s', (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });

  it('values are shown by their type', () => {
    expect(['x', 5, true, null, { a: 1 }].map(goValue)).toEqual(['"x"', '5', 'true', 'null', '{"a":1}']);
  });

  it('maps and lists print their content', () => {
    expect(goPrint({ spec: { b: [1, 'x'], a: null } })).toBe('map[spec:map[a:<nil> b:[1 x]]]');
  });
});
