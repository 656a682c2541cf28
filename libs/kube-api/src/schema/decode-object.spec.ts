/** Decoding of whole objects. */
import { describe, expect, it } from '@jest/globals';
import { decodeObject, summarizeBody } from './decode-object.ts';

const POD = { group: '', version: 'v1', kind: 'Pod' };

describe('a body', () => {
  it('may leave out kind and version', () => {
    expect(decodeObject({ metadata: { name: 'p' } }, POD).object).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
  });

  it.each([
    [
      { apiVersion: 'v2', kind: 'Pod' },
      'Pod in version "v2" cannot be handled as a Pod: no kind "Pod" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
    ],
    [
      { apiVersion: 'apps/v1', kind: 'Pod' },
      'Pod in version "v1" cannot be handled as a Pod: no kind "Pod" is registered for version "apps/v1" in scheme "pkg/runtime/scheme.go:111"',
    ],
    [
      { apiVersion: 'v1', kind: 'Node' },
      'Node in version "v1" cannot be handled as a Pod: converting (v1.Node) to (core.Pod): unknown conversion',
    ],
    [
      { apiVersion: 'v1', kind: 'PodList' },
      'PodList in version "v1" cannot be handled as a Pod: converting (v1.PodList) to (core.Pod): unknown conversion',
    ],
    [
      undefined,
      "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)",
    ],
  ])('%j is refused', (body, message) => {
    expect(() => decodeObject(body, POD)).toThrow(message);
  });

  it('is shown by its beginning', () => {
    expect(summarizeBody('not json')).toBe('6e6f74206a736f6e');
    expect(summarizeBody('{not json')).toBe('{not json');
    expect(summarizeBody(`{${'x'.repeat(40)}`)).toBe(`{${'x'.repeat(29)} ...`);
  });
});
