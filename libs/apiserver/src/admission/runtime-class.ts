/** Admission of pods: the runtime class that they name. */
import { unclassifiedFailure, type Pod } from '#kube-api';
import { forbiddenBecause, type Call } from '../call.ts';

/**
 * Throws a 403, as no runtime class exists in a simulation, or a 500 for a name that cannot be looked up.
 * @source kube-apiserver v1.37 plugin/pkg/admission/runtimeclass
 */
export function admitRuntimeClass(call: Call, pod: Pod): void {
  const name = pod.spec.runtimeClassName;
  if (name === undefined || name === '') return;
  if (name.includes('/')) throw unclassifiedFailure(`invalid resource name "${name}": [may not contain '/']`);
  throw forbiddenBecause(call, pod, `pod rejected: RuntimeClass "${name}" not found`);
}
