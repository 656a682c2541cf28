/** Manifests with several objects. */
import { describe, expect, it } from '@jest/globals';
import { parseManifests } from './manifests.ts';

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;

describe('manifests', () => {
  it('every document is an object', () => {
    expect(parseManifests(`${pod('a')}---\n${pod('b')}---\n`)).toMatchObject({
      objects: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
    });
  });

  it('a list counts one by one', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod' }] };
    expect(parseManifests(JSON.stringify(list))).toEqual({ objects: [{ apiVersion: 'v1', kind: 'Pod' }] });
  });

  it.each([
    [`${pod('a')}---\nkind: Pod\n`, { error: 'apiVersion not set', line: 5, column: 1 }],
    ['x\n', { error: 'a manifest must be an object with apiVersion and kind', line: 1, column: 1 }],
    ['\n\na: b\n', { error: 'apiVersion not set, kind not set', line: 3, column: 1 }],
  ])('%j is refused with its place', (text, expected) => {
    expect(parseManifests(text)).toEqual(expected);
  });
});
