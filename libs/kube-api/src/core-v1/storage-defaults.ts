/** What the API server fills into persistent volumes and the claims to them. */
import type { PersistentVolume, PersistentVolumeClaim } from './storage.ts';

/** @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_PersistentVolumeClaimSpec */
export const defaultClaim = (claim: PersistentVolumeClaim): PersistentVolumeClaim => ({
  ...claim,
  spec: { ...claim.spec, volumeMode: claim.spec.volumeMode ?? 'Filesystem' },
});

/** @source kube-apiserver v1.37 plugin/pkg/admission/storage/storageobjectinuseprotection */
const protectedBy = <T extends PersistentVolume | PersistentVolumeClaim>(object: T, finalizer: string): T => {
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(finalizer)) return object;
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
};

/** A new claim is pending, and protected. */
export const prepareClaimForCreate = (claim: PersistentVolumeClaim): PersistentVolumeClaim =>
  protectedBy({ ...claim, status: { phase: 'Pending' } }, 'kubernetes.io/pvc-protection');

/** @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_PersistentVolume */
export const defaultVolume = (volume: PersistentVolume): PersistentVolume => ({
  ...volume,
  spec: {
    ...volume.spec,
    persistentVolumeReclaimPolicy: volume.spec.persistentVolumeReclaimPolicy ?? 'Retain',
    volumeMode: volume.spec.volumeMode ?? 'Filesystem',
  },
});

export const prepareVolumeForCreate = (volume: PersistentVolume): PersistentVolume =>
  protectedBy({ ...volume, status: { phase: 'Pending' } }, 'kubernetes.io/pv-protection');
