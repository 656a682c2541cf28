/** Refusals of probes and hooks. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals } from '../../../test/pods.ts';

describe('probes and hooks', () => {
  it.each([
    [
      'a probe without a handler is refused',
      containerRefusals({ livenessProbe: {} }),
      ['spec.containers[0].livenessProbe: Required value: must specify a handler type'],
    ],
    [
      'the first handler counts and every other is refused',
      containerRefusals({
        livenessProbe: { exec: { command: ['x'] }, httpGet: { port: 80 }, tcpSocket: { port: 1 }, grpc: { port: 1 } },
      }),
      [
        'spec.containers[0].livenessProbe.httpGet: Forbidden: may not specify more than 1 handler type',
        'spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type',
        'spec.containers[0].livenessProbe.grpc: Forbidden: may not specify more than 1 handler type',
      ],
    ],
    [
      'all numbers below zero are refused one by one',
      containerRefusals({
        livenessProbe: {
          tcpSocket: { port: 80 },
          initialDelaySeconds: -1,
          timeoutSeconds: -1,
          periodSeconds: -1,
          successThreshold: -1,
          failureThreshold: -1,
          terminationGracePeriodSeconds: -1,
        },
      }),
      [
        'spec.containers[0].livenessProbe.initialDelaySeconds: Invalid value: -1: must be greater than or equal to 0',
        'spec.containers[0].livenessProbe.timeoutSeconds: Invalid value: -1: must be greater than or equal to 0',
        'spec.containers[0].livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0',
        'spec.containers[0].livenessProbe.successThreshold: Invalid value: -1: must be greater than or equal to 0',
        'spec.containers[0].livenessProbe.failureThreshold: Invalid value: -1: must be greater than or equal to 0',
        'spec.containers[0].livenessProbe.terminationGracePeriodSeconds: Invalid value: -1: must be greater than 0',
        'spec.containers[0].livenessProbe.successThreshold: Invalid value: -1: must be 1',
      ],
    ],
    [
      'a readiness probe has no grace period',
      containerRefusals({ readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 10 } }),
      [
        'spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 10: must not be set for readinessProbes',
      ],
    ],
    [
      'a startup probe succeeds once',
      containerRefusals({ startupProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
      ['spec.containers[0].startupProbe.successThreshold: Invalid value: 2: must be 1'],
    ],
    [
      'a port name that no container has is accepted',
      containerRefusals({ livenessProbe: { httpGet: { port: 'nope' } } }),
      [],
    ],
    [
      'a port number out of range is refused',
      containerRefusals({ livenessProbe: { httpGet: { port: 70000 } } }),
      ['spec.containers[0].livenessProbe.httpGet.port: Invalid value: 70000: must be between 1 and 65535, inclusive'],
    ],
    [
      'a hook may sleep for the whole grace period',
      containerRefusals({ lifecycle: { preStop: { sleep: { seconds: 30 } } } }),
      [],
    ],
    [
      'a hook may not sleep longer than the grace period',
      containerRefusals({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }),
      [
        'spec.containers[0].lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)',
      ],
    ],
    [
      'an exec hook needs a command',
      containerRefusals({ lifecycle: { postStart: { exec: {} } } }),
      ['spec.containers[0].lifecycle.postStart.exec.command: Required value'],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
