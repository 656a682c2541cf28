/** Structural sharing. */
import { describe, expect, it } from '@jest/globals';
import { shareUnchanged } from './share-unchanged.ts';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T; // the same shape

describe('a new version', () => {
  const stored = { metadata: { labels: { a: '1' } }, spec: { containers: [{ name: 'a' }, { name: 'b' }] } };

  it('that equals the stored one is the stored one', () => {
    expect(shareUnchanged(stored, copy(stored))).toBe(stored);
    expect(shareUnchanged<object>(stored, { ...copy(stored), status: undefined })).toBe(stored);
  });

  it('shares what did not change', () => {
    const next = { ...copy(stored), spec: { containers: [{ name: 'a' }, { name: 'c' }] } };
    const shared = shareUnchanged(stored, next);
    expect(shared).toEqual(next);
    expect(shared.metadata).toBe(stored.metadata);
    expect(shared.spec.containers[0]).toBe(stored.spec.containers[0]);
  });

  it('that lost a field is another one', () => {
    const { spec: _gone, ...rest } = stored;
    expect(shareUnchanged<object>(stored, copy(rest))).toEqual(rest);
  });
});
