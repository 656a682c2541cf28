/** Field selectors. */
import { describe, expect, it } from '@jest/globals';
import { matchesFields, parseFieldSelector } from './field-selector.ts';

const fields: Readonly<Record<string, string>> = { 'status.phase': 'Running' };
const matches = (text: string): boolean => matchesFields(parseFieldSelector(text), (field) => fields[field] ?? '');

describe('a field selector', () => {
  it.each([
    ['', true],
    ['status.phase=Running', true],
    ['status.phase==Running,spec.nodeName=', true],
    ['status.phase!=Running', false],
    ['spec.nodeName!=n1', true],
  ])('"%s" chooses: %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it('a backslash keeps a comma in a value', () => {
    expect(parseFieldSelector(String.raw`a=b\,c,d=e`)).toEqual([
      { field: 'a', equal: true, value: 'b,c' },
      { field: 'd', equal: true, value: 'e' },
    ]);
  });

  it('a term without an operator cannot be understood', () => {
    expect(() => parseFieldSelector('bad')).toThrow("invalid selector: 'bad'; can't understand 'bad'");
  });
});
