/** JSON patches. */
import { describe, expect, it } from '@jest/globals';
import { applyJsonPatch, jsonTypeOf } from './json-patch.ts';

const REJECTED = 'the server rejected our request due to an error in our request';

describe('a JSON patch', () => {
  it('changes a copy', () => {
    const object = { metadata: { labels: { a: '1' } } };
    expect(applyJsonPatch(object, [{ op: 'replace', path: '/metadata/labels/a', value: '2' }])).toEqual({
      metadata: { labels: { a: '2' } },
    });
    expect(object.metadata.labels.a).toBe('1');
  });

  it.each([
    [[{ op: 'test', path: '/a', value: 2 }], REJECTED],
    [[{ op: 'remove', path: '/nope' }], REJECTED],
    [[{ op: 'frob', path: '/a' }], REJECTED],
    [[{ op: 'add', path: '/__proto__/x', value: 1 }], REJECTED],
    [{ op: 'add' }, 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp'],
  ])('%j is refused', (patch, message) => {
    expect(() => applyJsonPatch({ a: 1 }, patch)).toThrow(message);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it("JSON types have the decoder's names", () => {
    expect([null, [], {}, true, 1, 'x'].map(jsonTypeOf)).toEqual([
      'null',
      'array',
      'object',
      'bool',
      'number',
      'string',
    ]);
  });
});
