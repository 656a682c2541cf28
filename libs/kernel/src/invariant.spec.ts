/** Asserts say what is wrong, with the facts behind it. */
import { describe, expect, test } from '@jest/globals';
import { invariant, InvariantError, required } from './invariant.ts';

describe('invariants', () => {
  test('a broken one throws with its facts', () => {
    expect(() => invariant(false, 'entry in the past:', 'kubelet', 5)).toThrow(
      new InvariantError('entry in the past: kubelet 5'),
    );
  });

  test('one that holds says nothing', () => {
    expect(() => invariant(true, 'never')).not.toThrow();
  });

  test('a required value comes back as it is, zero and empty text too', () => {
    expect([required(0, 'count'), required('', 'text')]).toEqual([0, '']);
  });

  test('a missing one is named', () => {
    expect(() => required(undefined, 'runtime of node', 'n1')).toThrow('missing runtime of node n1');
  });
});
