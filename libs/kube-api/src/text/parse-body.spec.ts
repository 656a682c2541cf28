/** Bodies as text. */
import { describe, expect, it } from '@jest/globals';
import { parseBody } from './parse-body.ts';

describe('a body', () => {
  it('is JSON unless it says otherwise', () => {
    expect(parseBody('{"a":1}')).toEqual({ value: { a: 1 }, duplicates: [] });
    expect(parseBody('a: 1')).toHaveProperty('error');
  });

  it('may be YAML', () => {
    expect(parseBody('a: 1', 'application/yaml')).toEqual({ value: { a: 1 }, duplicates: [] });
    expect(parseBody('a: [', 'application/yaml')).toHaveProperty('error');
  });
});
