/** Conditions of pods. */
import { describe, expect, it } from '@jest/globals';
import type { PodCondition } from '#kube-api';
import { podOf } from '../test/cluster.ts';
import { withCondition } from './pod-conditions.ts';

const text = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'why' } as const;
const [early, late] = ['2026-11-23T12:00:00Z', '2026-11-23T13:00:00Z'];
const written: PodCondition = { ...text, observedGeneration: 1, lastProbeTime: null, lastTransitionTime: early };

describe('a condition', () => {
  it('is added with the generation that it is about', () => {
    expect(withCondition(podOf('p'), text, early)?.conditions).toEqual([written]);
  });

  it('is not written twice', () => {
    expect(withCondition(podOf('p', { status: { conditions: [written] } }), text, late)).toBeUndefined();
  });

  it('moves its transition time only when its status changes', () => {
    const pod = podOf('p', { status: { conditions: [{ ...written, type: 'Other' }, written] } });
    expect(withCondition(pod, { ...text, message: 'new' }, late)?.conditions?.[1]).toEqual({
      ...written,
      message: 'new',
    });
    expect(withCondition(pod, { ...text, status: 'True' }, late)?.conditions?.[1]).toEqual({
      ...written,
      status: 'True',
      lastTransitionTime: late,
    });
  });
});
