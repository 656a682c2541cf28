/** Defaults of persistent volumes and claims. */
import { describe, expect, it } from '@jest/globals';
import { defaultClaim, defaultVolume, prepareClaimForCreate, prepareVolumeForCreate } from './storage-defaults.ts';

const metadata = { name: 'a' };

describe('storage', () => {
  it('a claim is for a file system; a new one is pending and protected', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: {} };
    expect(defaultClaim(claim).spec).toEqual({ volumeMode: 'Filesystem' });
    expect(prepareClaimForCreate(claim)).toMatchObject({
      metadata: { finalizers: ['kubernetes.io/pvc-protection'] },
      status: { phase: 'Pending' },
    });
  });

  it('a volume is retained; its finalizer is added once', () => {
    const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata, spec: {} };
    expect(defaultVolume(volume).spec).toEqual({ persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' });
    const once = prepareVolumeForCreate(volume);
    expect(prepareVolumeForCreate(once).metadata.finalizers).toEqual(['kubernetes.io/pv-protection']);
  });
});
