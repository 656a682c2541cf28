/** Validation of a pod template: as a pod, at the template's own path. */
import type { PodTemplate } from '../../apps-v1/workloads.ts';
import { forbiddenField, type FieldError } from '../../meta-v1/field-error.ts';
import type { Pod } from '../pod.ts';
import { validatePodObject } from './pod.ts';

const AT = 'spec.template';

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodTemplateSpec */
export function validateTemplate({ metadata = {}, spec }: PodTemplate): readonly FieldError[] {
  const { labels, annotations } = metadata;
  const named = { name: 'template', ...(labels && { labels }), ...(annotations && { annotations }) };
  const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: named, spec };
  const errors = validatePodObject(pod).map((error) => ({
    ...error,
    field: `${AT}.${error.field.replace(/^metadata\.(labels|annotations)/, '$1')}`,
  }));
  return spec.ephemeralContainers?.length
    ? [...errors, forbiddenField(`${AT}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')]
    : errors;
}
