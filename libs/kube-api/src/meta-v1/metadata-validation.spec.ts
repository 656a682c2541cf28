/** Metadata: refusals on create and on update. */
import { describe, expect, it } from '@jest/globals';
import { utf8Length, validateLabels, validateMetadata, validateMetadataUpdate } from './metadata-validation.ts';
import { checkSubdomain } from './names.ts';
import type { ObjectMeta } from './object-meta.ts';

const fields = (metadata: Partial<ObjectMeta>): readonly string[] =>
  validateMetadata({ name: 'p', ...metadata }, checkSubdomain).map(({ field }) => field);
const owner = (changes: object = {}) => ({ apiVersion: 'v1', kind: 'Pod', name: 'o', uid: 'u', ...changes });

describe('metadata of a new object', () => {
  it.each([
    [{ name: '' }, ['metadata.name']],
    [{ generateName: 'web-' }, []],
    [{ generateName: 'Web-' }, ['metadata.generateName']],
    [{ labels: { 'a b': 'x y' } }, ['metadata.labels', 'metadata.labels']],
    [{ annotations: { 'Ex.com/a': 'any thing' } }, []],
    [{ annotations: { a: 'x'.repeat(262_144) } }, ['metadata.annotations']],
    [{ finalizers: ['foo'] }, ['metadata.finalizers[0]']],
    [{ finalizers: ['orphan', 'ex.com/a'] }, []],
    [{ ownerReferences: [owner({ uid: '' })] }, ['metadata.ownerReferences[0].uid']],
    [{ ownerReferences: [owner({ controller: true }), owner({ controller: true })] }, ['metadata.ownerReferences']],
    [{ ownerReferences: [owner({ kind: 'Event' })] }, ['metadata.ownerReferences']],
  ])('%j is wrong at %j', (metadata, expected) => {
    expect(fields(metadata)).toEqual(expected);
  });

  it('a node selector is checked like labels, at its own path', () => {
    expect(validateLabels({ '-a': 'b' }, 'spec.nodeSelector').map(({ field }) => field)).toEqual(['spec.nodeSelector']);
  });

  it('sizes are in bytes', () => {
    expect(['a', 'ü', '€', '😀'].map(utf8Length)).toEqual([1, 2, 3, 4]);
  });
});

describe('metadata of a changed object', () => {
  it('identity cannot change', () => {
    const stored = { name: 'p', namespace: 'n', uid: 'u' };
    expect(validateMetadataUpdate({ ...stored, uid: 'x' }, stored).map(({ message }) => message)).toEqual([
      'Invalid value: "x": field is immutable',
    ]);
  });

  it('an object that is being deleted gets no new finalizers', () => {
    const stored = { name: 'p', deletionTimestamp: '2026-01-01T00:00:00Z' };
    const [error] = validateMetadataUpdate({ ...stored, finalizers: ['x/y'] }, stored);
    expect(error?.message).toBe(
      'Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"x/y"}',
    );
  });
});
