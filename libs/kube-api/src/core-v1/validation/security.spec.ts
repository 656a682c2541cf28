/** Refusals of security contexts. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals, refusals } from '../../../test/pods.ts';

describe('security contexts', () => {
  it.each([
    [
      'a user is not negative',
      refusals({ securityContext: { runAsUser: -1 } }),
      ['spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive'],
    ],
    [
      'a shared process namespace is not that of the host',
      refusals({ shareProcessNamespace: true, hostPID: true }),
      ['spec.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled'],
    ],
    [
      'a seccomp profile has a type',
      refusals({ securityContext: { seccompProfile: {} } }),
      ['spec.securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set'],
    ],
    [
      'a privileged container may escalate',
      containerRefusals({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
      [
        'spec.containers[0].securityContext: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
      ],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
