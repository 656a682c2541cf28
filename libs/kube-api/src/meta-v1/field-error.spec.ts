/** Field errors: every form of words. */
import { describe, expect, it } from '@jest/globals';
import {
  duplicate,
  forbiddenField,
  invalid,
  invalidAll,
  notFoundField,
  notSupported,
  required,
  tooLong,
  tooMany,
} from './field-error.ts';

describe('a field error', () => {
  it.each([
    [required('f'), 'Required value'],
    [required('f', 'why'), 'Required value: why'],
    [invalid('f', 'v', 'why'), 'Invalid value: "v": why'],
    [invalid('f', 5, 'why'), 'Invalid value: 5: why'],
    [invalid('f', null, 'why'), 'Invalid value: null: why'],
    [invalid('f', ['a'], 'why'), 'Invalid value: ["a"]: why'],
    [forbiddenField('f', 'why'), 'Forbidden: why'],
    [duplicate('f', 'v'), 'Duplicate value: "v"'],
    [notFoundField('f', 'v'), 'Not found: "v"'],
    [notSupported('f', 'v', ['a', 'b']), 'Unsupported value: "v": supported values: "a", "b"'],
    [tooLong('f', 3), 'Too long: may not be more than 3 bytes'],
    [tooMany('f', 21, 20), 'Too many: 21: must have at most 20 items'],
  ])('%j says %s', ({ message }, expected) => {
    expect(message).toBe(expected);
  });

  it('is one for each text', () => {
    expect(invalidAll('f', 'v', ['a', 'b']).map(({ message }) => message)).toEqual([
      'Invalid value: "v": a',
      'Invalid value: "v": b',
    ]);
  });
});
