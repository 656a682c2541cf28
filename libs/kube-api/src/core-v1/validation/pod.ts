/** Validation of a new pod. */
import { required, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadata } from '../../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../../meta-v1/names.ts';
import type { Pod } from '../pod.ts';

export function validatePod(pod: Pod): readonly FieldError[] {
  return [
    ...validateMetadata(pod.metadata, checkSubdomain),
    ...(pod.spec.containers.length === 0 ? [required('spec.containers')] : []),
  ];
}
