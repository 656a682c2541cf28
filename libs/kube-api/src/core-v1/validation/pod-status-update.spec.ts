/** New statuses of pods: what is let through and what is refused. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../../../test/pods.ts';
import type { ContainerStatus } from '../container.ts';
import type { PodSpec, PodStatus } from '../pod.ts';
import { validatePodStatusUpdate } from './pod-status-update.ts';

const change = (before: PodStatus, after: PodStatus, spec: Partial<PodSpec> = {}): readonly string[] =>
  validatePodStatusUpdate({ ...pod(spec), status: after }, { ...pod(spec), status: before }).map(
    ({ field, message }) => `${field}: ${message}`,
  );

const status = (state: ContainerStatus['state']): PodStatus => ({
  containerStatuses: [
    { name: 'app', state, lastState: {}, ready: false, restartCount: 0, image: 'app:1.0', imageID: '' },
  ],
});
const ended = (exitCode: number): PodStatus => status({ terminated: { exitCode, startedAt: null, finishedAt: null } });
const running = status({ running: { startedAt: '2026-01-01T00:00:00Z' } });
const refused = ['status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state'];

describe('status updates of a pod', () => {
  it('the QoS class stays', () => {
    expect(change({ qosClass: 'BestEffort' }, { qosClass: 'Guaranteed' })).toEqual([
      'status.qosClass: Invalid value: "Guaranteed": field is immutable',
    ]);
  });

  it('any phase is taken', () => {
    expect(change({}, { phase: 'Unknown' })).toEqual([]);
  });

  it.each([
    ['Never', 1, refused],
    ['OnFailure', 0, refused],
    ['OnFailure', 1, []],
    ['Always', 0, []],
  ] as const)(
    'with policy %s a container that ended with %i starts again or not',
    (restartPolicy, exitCode, expected) => {
      expect(change(ended(exitCode), running, { restartPolicy })).toEqual(expected);
    },
  );

  it('addresses are addresses, and the first is podIP', () => {
    expect(change({}, { podIP: 'x', podIPs: [{ ip: 'x' }] })).toEqual([
      'status.podIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ]);
    expect(change({}, { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.2' }] })).toHaveLength(1);
  });
});
