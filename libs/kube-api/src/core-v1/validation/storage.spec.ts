/** Validation of persistent volumes and claims. */
import { describe, expect, it, test } from '@jest/globals';
import { validateClaim, validateVolume } from './storage.ts';

const metadata = { name: 'a' };
const claim = (spec: object) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec });
const textsOf = (errors: ReturnType<typeof validateClaim>) =>
  errors.map(({ field, message }) => `${field}: ${message}`);

describe('a claim', () => {
  it('says how it is mounted, and how much it wants', () => {
    expect(
      validateClaim(claim({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } })),
    ).toEqual([]);
    expect(textsOf(validateClaim(claim({})))).toEqual([
      'spec.accessModes: Required value: at least 1 access mode is required',
      'spec.resources[storage]: Required value',
    ]);
    expect(textsOf(validateClaim(claim({ accessModes: ['X'], resources: { requests: { storage: '1' } } })))).toEqual([
      'spec.accessModes: Unsupported value: "X": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
    ]);
  });
});

test('a volume has a capacity', () => {
  const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata, spec: { accessModes: ['ReadWriteOnce'] } };
  expect(textsOf(validateVolume(volume))).toEqual(['spec.capacity: Required value']);
});
