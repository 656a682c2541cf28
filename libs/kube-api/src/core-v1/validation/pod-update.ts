/** Validation of changes to a pod. */
import type { FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadataUpdate } from '../../meta-v1/metadata-validation.ts';
import type { Pod } from '../pod.ts';

export const validatePodUpdate = (pod: Pod, stored: Pod): readonly FieldError[] =>
  validateMetadataUpdate(pod.metadata, stored.metadata);
