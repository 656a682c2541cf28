/** Objects are told from what only looks like one. */
import { expect, test } from '@jest/globals';
import { isPlain } from './plain.ts';

test('only what has fields is an object', () => {
  expect([{}, { a: 1 }, null, [], 'text', 1, undefined].map(isPlain)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
