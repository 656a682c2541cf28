/** Refusals of the other fields of a pod spec. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals, refusals } from '../../../test/pods.ts';

describe('pod specs', () => {
  it.each([
    [
      'a restart policy is one of three',
      refusals({ restartPolicy: 'always' }),
      ['spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"'],
    ],
    [
      'a deadline is positive',
      refusals({ activeDeadlineSeconds: 0 }),
      ['spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive'],
    ],
    [
      'DNS policy None needs a configuration',
      refusals({ dnsPolicy: 'None' }),
      ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
    ],
    [
      'a nameserver is an address',
      refusals({ dnsConfig: { nameservers: ['x'] } }),
      [
        'spec.dnsConfig.nameservers[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      'a port of the host network is the same on both sides',
      containerRefusals({ ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }),
      [
        'spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
      ],
    ],
    [
      'a host name has no dots',
      refusals({ hostname: 'a.b' }),
      ['spec.hostname: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'an operating system is known',
      refusals({ os: { name: 'plan9' } }),
      ['spec.os: Unsupported value: "plan9": supported values: "linux", "windows"'],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
