/** Validation of a new status of a pod. */
import { forbiddenField, invalid, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadataUpdate } from '../../meta-v1/metadata-validation.ts';
import { IP_ADDRESS, checkQualifiedName, isIP } from '../../meta-v1/names.ts';
import type { Container, ContainerStatus, RestartPolicy } from '../container.ts';
import type { Pod, PodStatus } from '../pod.ts';
import { checkWith, type Report } from './report.ts';

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodStatusUpdate */
export function validatePodStatusUpdate(pod: Pod, stored: Pod): readonly FieldError[] {
  const report: Report = [...validateMetadataUpdate(pod.metadata, stored.metadata)];
  const [next, before]: [PodStatus, PodStatus] = [pod.status ?? {}, stored.status ?? {}];
  if (next === before) return report;
  if (before.qosClass !== undefined && next.qosClass !== before.qosClass)
    report.push(invalid('status.qosClass', next.qosClass ?? '', 'field is immutable'));
  for (const [i, { type }] of (next.conditions ?? []).entries())
    checkWith(report, { at: `status.conditions[${i}].type`, value: type ?? '' }, checkQualifiedName);
  checkTransitions(pod, stored, report);
  checkIPs(next, report);
  return report;
}

const lists = [
  { field: 'containerStatuses', containersOf: ({ spec }: Pod) => spec.containers },
  { field: 'initContainerStatuses', containersOf: ({ spec }: Pod) => spec.initContainers ?? [] },
] as const;

/**
 * A container that has terminated stays terminated when its policy does not let it run again. Where rules of restarting are
 * in play, anything may run again.
 */
function checkTransitions(pod: Pod, stored: Pod, report: Report): void {
  for (const { field, containersOf } of lists) {
    const containers = containersOf(pod);
    if (containers.some(({ restartPolicyRules }) => restartPolicyRules?.length)) continue;
    const before = stored.status?.[field] ?? [];
    for (const [i, status] of (pod.status?.[field] ?? []).entries()) {
      const old = before.find(({ name }) => name === status.name);
      if (old && !mayRunAgain(old, containers, pod.spec.restartPolicy) && !status.state?.terminated)
        report.push(forbiddenField(`status.${field}[${i}].state`, 'may not be transitioned to non-terminated state'));
    }
  }
}

function mayRunAgain(
  { name, state }: ContainerStatus,
  containers: readonly Container[],
  policy: RestartPolicy | undefined,
): boolean {
  if (!state?.terminated) return true;
  const own = containers.find((container) => container.name === name)?.restartPolicy ?? policy;
  return own === 'Always' || (own === 'OnFailure' && state.terminated.exitCode !== 0);
}

function checkIPs({ podIP, podIPs = [] }: PodStatus, report: Report): void {
  for (const [i, { ip }] of podIPs.entries())
    if (!isIP(ip ?? '')) report.push(invalid(`status.podIPs[${i}]`, ip ?? '', IP_ADDRESS));
  const [first] = podIPs;
  if (podIP && first && first.ip !== podIP)
    report.push(invalid('status.podIPs[0].ip', first.ip, 'must be equal to `podIP`'));
}
