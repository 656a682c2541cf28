/** Bodies as text, good and bad. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonErrorOffset } from './json-error-offset.ts';
import { readDocument, readDocuments } from './read-documents.ts';

describe('documents of a body', () => {
  test('JSON is one document', () => {
    expect(readDocuments('  {"a": [1, "---"]}')).toEqual([{ a: [1, '---'] }]);
  });

  test('YAML may be several, and empty ones are left out', () => {
    expect(readDocuments('a: 1\n---\n# nothing\n---\nb: [2]\n')).toEqual([{ a: 1 }, { b: [2] }]);
  });

  test('where one is expected, two are a mistake and none is nothing', () => {
    expect(() => readDocument('a: 1\n---\nb: 2')).toThrow('the body must be one document, got 2');
    expect(readDocument('')).toBeUndefined();
  });

  test.each([
    ['{"a":\n}', 'the body is not valid JSON: line 2, column 1: unexpected "}"'],
    ['{"a": 1,}', 'the body is not valid JSON: line 1, column 9: unexpected "}"'],
    ['{"a": [1 2]}', 'the body is not valid JSON: line 1, column 10: unexpected "2"'],
    ['{"a": 1', 'the body is not valid JSON: line 1, column 8: unexpected end of input'],
    ["{'a': 1}", 'the body is not valid JSON: line 1, column 2: unexpected "\'"'],
    ['a: 1\nb: [1\nc: 2', 'the body is not valid YAML: line 3'],
    ['a: b: c', 'the body is not valid YAML: line 1, column'],
    ['a: 1\na: 2', 'the body is not valid YAML: line 2, column 1: Map keys must be unique'],
  ])('%j is refused with line and column', (text, message) => {
    expect(() => readDocuments(text)).toThrow(message);
  });

  test('aliases may not blow a document up', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(9)}]`);
    expect(() => readDocuments(['a0: &a0 [x]', ...lines.slice(1)].join('\n'))).toThrow('Excessive alias count');
  });

  test('the place of an error is found exactly where JSON.parse fails at all', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.array(fc.constantFrom(...'{}[]",:1ae \n\\'.split(''))).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const offset = jsonErrorOffset(text);
        if (!isJson) expect(offset).toBeLessThanOrEqual(text.length);
        else expect(offset).toBe(text.length);
      }),
    );
  });
});
