/** Validation of security contexts, of pods and of containers. */
import { invalid, required } from '../../meta-v1/field-error.ts';
import type { SecurityContext } from '../container.ts';
import type { PodSpec } from '../pod.ts';
import { MAX_INT32, checkOneOf, checkRange, type Report } from './report.ts';

const ids = [0, MAX_INT32] as const;
const SYSCTL = String.raw`^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`;
const sysctlPattern = new RegExp(SYSCTL);

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodSecurityContext */
export function checkPodSecurity({ securityContext, shareProcessNamespace, hostPID }: PodSpec, report: Report): void {
  if (shareProcessNamespace && hostPID)
    report.push(
      invalid('spec.shareProcessNamespace', true, 'ShareProcessNamespace and HostPID cannot both be enabled'),
    );
  if (!securityContext) return;
  const at = 'spec.securityContext';
  const { fsGroup, runAsUser, runAsGroup, supplementalGroups = [], sysctls = [], seccompProfile } = securityContext;
  checkRange(report, { at: `${at}.fsGroup`, value: fsGroup }, ids);
  checkRange(report, { at: `${at}.runAsUser`, value: runAsUser }, ids);
  checkRange(report, { at: `${at}.runAsGroup`, value: runAsGroup }, ids);
  for (const [i, value] of supplementalGroups.entries())
    checkRange(report, { at: `${at}.supplementalGroups[${i}]`, value }, ids);
  for (const [i, { name }] of sysctls.entries()) checkSysctl(report, `${at}.sysctls[${i}].name`, name);
  checkOneOf(report, { at: `${at}.fsGroupChangePolicy`, value: securityContext.fsGroupChangePolicy }, [
    'Always',
    'OnRootMismatch',
  ]);
  checkOneOf(report, { at: `${at}.supplementalGroupsPolicy`, value: securityContext.supplementalGroupsPolicy }, [
    'Merge',
    'Strict',
  ]);
  if (seccompProfile && !seccompProfile.type)
    report.push(required(`${at}.seccompProfile.type`, 'type is required when seccompProfile is set'));
}

function checkSysctl(report: Report, at: string, name: string): void {
  if (!name) report.push(required(at));
  else if (name.length > 253 || !sysctlPattern.test(name))
    report.push(invalid(at, name, `must have at most 253 characters and match regex ${SYSCTL}`));
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateSecurityContext */
export function checkSecurity(context: SecurityContext, at: string, report: Report): void {
  const { privileged, allowPrivilegeEscalation, capabilities, seccompProfile } = context;
  checkRange(report, { at: `${at}.runAsUser`, value: context.runAsUser }, ids);
  checkRange(report, { at: `${at}.runAsGroup`, value: context.runAsGroup }, ids);
  checkOneOf(report, { at: `${at}.procMount`, value: context.procMount }, ['Default', 'Unmasked']);
  if (allowPrivilegeEscalation === false) {
    const refuse = (what: string): number =>
      report.push(invalid(at, inGoNames(context), `cannot set \`allowPrivilegeEscalation\` to false and ${what}`));
    if (privileged) refuse('`privileged` to true');
    if (capabilities?.add?.includes('CAP_SYS_ADMIN')) refuse('`capabilities.Add` CAP_SYS_ADMIN');
  }
  if (seccompProfile && !seccompProfile.type)
    report.push(required(`${at}.seccompProfile.type`, 'type is required when seccompProfile is set'));
}

/** The context as the server prints it: its internal names, in its own order. */
const inGoNames = (context: SecurityContext): unknown => ({
  Capabilities: context.capabilities
    ? { Add: context.capabilities.add ?? null, Drop: context.capabilities.drop ?? null }
    : null,
  Privileged: context.privileged ?? null,
  SELinuxOptions: context.seLinuxOptions ?? null,
  WindowsOptions: context.windowsOptions ?? null,
  RunAsUser: context.runAsUser ?? null,
  RunAsGroup: context.runAsGroup ?? null,
  RunAsNonRoot: context.runAsNonRoot ?? null,
  ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null,
  AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
  ProcMount: context.procMount ?? null,
  SeccompProfile: context.seccompProfile
    ? { Type: context.seccompProfile.type ?? '', LocalhostProfile: context.seccompProfile.localhostProfile ?? null }
    : null,
  AppArmorProfile: context.appArmorProfile
    ? { Type: context.appArmorProfile.type ?? '', LocalhostProfile: context.appArmorProfile.localhostProfile ?? null }
    : null,
});
