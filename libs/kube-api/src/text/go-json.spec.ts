/** JSON with Go's words. */
import { describe, expect, it } from '@jest/globals';
import { MAX_DEPTH, parseGoJson } from './go-json.ts';

describe('JSON', () => {
  it.each(['{"a":[1,-2.5e3,true,null,"x\\u00e4\\n"]}', ' [] ', '"x"', '{}', '0'])('%s is read', (text) => {
    expect(parseGoJson(text)).toEqual({ value: JSON.parse(text) as unknown, duplicates: [] });
  });

  it.each([
    ['', 'unexpected end of JSON input'],
    ['{', 'unexpected end of JSON input'],
    ['not json', "invalid character 'o' in literal null (expecting 'u')"],
    ['{not json', "invalid character 'n' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
    ['[1 2]', "invalid character '2' after array element"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['{"a":}', "invalid character '}' looking for beginning of value"],
    ['[-x]', "invalid character 'x' in numeric literal"],
    ['[1.x]', "invalid character 'x' after decimal point in numeric literal"],
    ['[1ex]', "invalid character 'x' in exponent of numeric literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u00zz"', "invalid character 'z' in \\u hexadecimal character escape"],
    ["['a']", String.raw`invalid character '\'' looking for beginning of value`],
    ['"a\nb"', String.raw`invalid character '\n' in string literal`],
  ])('%j is refused', (text, error) => {
    expect(parseGoJson(text)).toEqual({ error });
  });

  it('a key that comes twice is named, and the last one wins', () => {
    expect(parseGoJson('{"spec":{"a":1,"a":2,"l":[{"b":1,"b":2}]}}')).toEqual({
      value: { spec: { a: 2, l: [{ b: 2 }] } },
      duplicates: ['spec.a', 'spec.l[0].b'],
    });
  });

  it('deep nesting is refused before it is read', () => {
    expect(parseGoJson('['.repeat(MAX_DEPTH + 1))).toEqual({ error: 'exceeded max depth' });
    expect(parseGoJson('['.repeat(3_000_000))).toEqual({ error: 'exceeded max depth' });
  });

  it('a colon in a string is no pair', () => {
    expect(parseGoJson('{"a":"b:c\\":d"}')).toEqual({ value: { a: 'b:c":d' }, duplicates: [] });
  });
});
