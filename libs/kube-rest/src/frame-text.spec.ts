/** Frames on the wire. */
import { expect, test } from '@jest/globals';
import { frameText } from './frame-text.ts';

test('a frame is one line of JSON', () => {
  const text = frameText({ type: 'ADDED', object: { kind: 'Pod', note: 'a\nb' } });
  expect(text).toBe('{"type":"ADDED","object":{"kind":"Pod","note":"a\\nb"}}\n');
});

test('a stored version is written once for all watches', () => {
  let writes = 0;
  const stored = Object.freeze({ toJSON: () => ({ writes: ++writes }) });
  expect(frameText({ type: 'ADDED', object: stored })).toBe(frameText({ type: 'ADDED', object: stored }));
  expect(writes).toBe(1);
});

test('an object that may change is written each time', () => {
  const object = { a: 1 };
  frameText({ type: 'BOOKMARK', object });
  object.a = 2;
  expect(frameText({ type: 'BOOKMARK', object })).toContain('{"a":2}');
});
