/** What changed between two versions of a pod. */
import { describe, expect, test } from '@jest/globals';
import type { ContainerStatus, Pod, PodStatus } from '#kube-api';
import { podChanges } from './pod-changes.ts';

const pod = (status: PodStatus = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app' }] },
  status,
});
const container = (change: Partial<ContainerStatus>): PodStatus => ({
  containerStatuses: [
    {
      name: 'app',
      state: { running: { startedAt: '' } },
      lastState: {},
      ready: true,
      restartCount: 0,
      image: '',
      imageID: '',
      ...change,
    },
  ],
});

describe('changes of a pod', () => {
  test('a new pod names its containers', () => expect(podChanges(undefined, pod())).toEqual(['created (app)']));

  test('nothing changed says nothing', () => expect(podChanges(pod(container({})), pod(container({})))).toEqual([]));

  test.each<[string, PodStatus, PodStatus, string[]]>([
    ['phase', { phase: 'Pending' }, { phase: 'Running' }, ['phase Pending -> Running']],
    [
      'condition',
      {},
      { conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }] },
      ['Ready=False (ContainersNotReady)'],
    ],
    ['readiness', container({}), container({ ready: false }), ['[app] not ready']],
    [
      'end',
      container({}),
      container({
        state: { terminated: { exitCode: 1, reason: 'Error', startedAt: null, finishedAt: null } },
        ready: false,
      }),
      ['[app] terminated (Error, exit 1), not ready'],
    ],
    ['restart', container({}), container({ restartCount: 2 }), ['[app] restarts 2']],
    [
      'waiting',
      container({}),
      container({ state: { waiting: { reason: 'CrashLoopBackOff' } } }),
      ['[app] waiting (CrashLoopBackOff)'],
    ],
  ])('%s', (_what, before, after, expected) => expect(podChanges(pod(before), pod(after))).toEqual(expected));
});
