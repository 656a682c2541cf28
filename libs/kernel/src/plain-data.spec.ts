/** State goes into text and back without a change; copies share only what they may. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { copyState, decodeState, encodeState, hashState } from './plain-data.ts';

const there = (value: unknown): unknown => decodeState(encodeState(value));

describe('plain data', () => {
  test('maps keep their order, and keys that are not text', () => {
    const map = new Map<unknown, unknown>([
      ['b', 1],
      [2, new Map([['x', null]])],
      ['a', [true, 'r', 's', 'm', 'a']],
    ]);
    expect(there({ map })).toEqual({ map });
  });

  test('what is shared stays shared, and is written once', () => {
    const shared = { long: 'x'.repeat(1000) };
    const text = encodeState([shared, shared, { inner: shared }]);
    const [a, b, c] = decodeState(text) as [object, object, { inner: object }];
    expect(text.length).toBeLessThan(1200);
    expect(a === b && b === c.inner).toBe(true);
  });

  test('names of prototypes are fields like any other', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    expect(JSON.stringify(there(hostile))).toBe(JSON.stringify(hostile));
    expect(
      Object.hasOwn(
        copyState(hostile as object, () => false),
        '__proto__',
      ),
    ).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    ['function', () => 1],
    ['symbol', Symbol('s')],
    ['bigint', BigInt(1)],
  ])('a %s is not plain data', (kind, value) => {
    expect(() => encodeState({ value })).toThrow(`a ${kind} is not plain data`);
  });

  test('a copy shares what it may and nothing else', () => {
    const kept = { kept: true };
    const original = { kept, own: { list: [1] } };
    const copy = copyState(original, (part) => part === kept);
    copy.own.list.push(2);
    expect({ isShared: copy.kept === kept, original }).toEqual({
      isShared: true,
      original: { kept, own: { list: [1] } },
    });
  });

  test('equal states have equal hashes, whatever is shared and however fields are ordered', () => {
    const part = { a: 1 };
    expect(hashState({ x: part, y: part })).toBe(hashState({ y: { a: 1 }, x: { a: 1 } }));
    expect(hashState({ x: part, y: undefined })).toBe(hashState({ x: part }));
    expect(hashState([1, 2])).not.toBe(hashState([2, 1]));
  });

  test('any JSON value survives text, and its copy and hash agree with it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(there(JSON.parse(text)))).toBe(text);
        expect(hashState(there(JSON.parse(text)))).toBe(hashState(JSON.parse(text)));
      }),
    );
  });
});
