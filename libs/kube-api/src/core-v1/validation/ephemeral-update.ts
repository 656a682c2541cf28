/** Validation of changes to the ephemeral containers of a pod. */
import { forbiddenField, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadataUpdate } from '../../meta-v1/metadata-validation.ts';
import { goForm } from '../../schema/go-form.ts';
import { unifiedDiff } from '../../text/unified-diff.ts';
import type { Pod } from '../pod.ts';
import { validatePodObject } from './pod.ts';
import type { Report } from './report.ts';

const AT = 'spec.ephemeralContainers';

/**
 * Ephemeral containers can be added; those that are there stay as they are.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodEphemeralContainersUpdate
 */
export function validateEphemeralUpdate(pod: Pod, stored: Pod): readonly FieldError[] {
  const report: Report = [...validateMetadataUpdate(pod.metadata, stored.metadata), ...validatePodObject(pod)];
  for (const before of stored.spec.ephemeralContainers ?? []) {
    const after = pod.spec.ephemeralContainers?.find(({ name }) => name === before.name);
    const what = `existing ephemeral containers "${before.name}" may not be`;
    if (!after) report.push(forbiddenField(AT, `${what} removed\n`));
    else if (after !== before) {
      const diff = unifiedDiff(goForm('EphemeralContainer', before), goForm('EphemeralContainer', after));
      // The same container in another place is no change.
      if (diff !== '') report.push(forbiddenField(AT, `${what} changed\n${diff}`));
    }
  }
  return report;
}
