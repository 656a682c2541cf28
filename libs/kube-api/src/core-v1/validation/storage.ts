/** Validation of persistent volumes and the claims to them. */
import { notSupported, required, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadata } from '../../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../../meta-v1/names.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../storage.ts';

const modes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

function validateModes(accessModes: readonly string[] = []): readonly FieldError[] {
  if (accessModes.length === 0) return [required('spec.accessModes', 'at least 1 access mode is required')];
  return accessModes
    .filter((mode) => !modes.includes(mode))
    .map((mode) => notSupported('spec.accessModes', mode, modes));
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePersistentVolumeClaim */
export const validateClaim = ({ metadata, spec }: PersistentVolumeClaim): readonly FieldError[] => [
  ...validateMetadata(metadata, checkSubdomain),
  ...validateModes(spec.accessModes),
  ...(spec.resources?.requests?.['storage'] === undefined ? [required('spec.resources[storage]')] : []),
];

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePersistentVolume */
export const validateVolume = ({ metadata, spec }: PersistentVolume): readonly FieldError[] => [
  ...validateMetadata(metadata, checkSubdomain),
  ...validateModes(spec.accessModes),
  ...(Object.keys(spec.capacity ?? {}).length === 0 ? [required('spec.capacity')] : []),
];
