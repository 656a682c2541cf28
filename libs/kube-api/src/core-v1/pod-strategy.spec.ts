/** What of a pod belongs to the server. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../../test/pods.ts';
import { preparePodForCreate, preparePodForUpdate } from './pod-strategy.ts';

describe('the status of a pod', () => {
  it('a client cannot bring it along', () => {
    expect(preparePodForCreate({ ...pod(), status: { phase: 'Running' } }).status).toEqual({
      phase: 'Pending',
      qosClass: 'BestEffort',
    });
  });

  it('says why a gated pod is not scheduled', () => {
    const gated = {
      ...pod({ schedulingGates: [{ name: 'g' }] }),
      metadata: { name: 'p', creationTimestamp: '2026-01-01T00:00:00Z' },
    };
    expect(preparePodForCreate(gated).status?.conditions).toEqual([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
        lastProbeTime: null,
        lastTransitionTime: '2026-01-01T00:00:00Z',
      },
    ]);
  });

  it('stays as stored in an update of the pod', () => {
    expect(
      preparePodForUpdate({ ...pod(), status: { phase: 'Failed' } }, { ...pod(), status: { phase: 'Running' } }).status,
    ).toEqual({
      phase: 'Running',
    });
    expect('status' in preparePodForUpdate({ ...pod(), status: {} }, pod())).toBe(false);
  });
});
