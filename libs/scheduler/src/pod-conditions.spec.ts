/** Conditions of pods. */
import { describe, expect, it } from '@jest/globals';
import type { PodCondition } from '#kube-api';
import { createCluster, podOf } from '../test/cluster.ts';
import { statusWith } from './pod-conditions.ts';

const text = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'why' } as const;
const [early, late] = ['2026-11-23T11:00:00Z', '2026-11-23T12:00:00Z'];
const { host } = createCluster(); // at `late`
const written: PodCondition = { ...text, observedGeneration: 1, lastProbeTime: null, lastTransitionTime: early };

describe('a condition', () => {
  it('is added with the generation that it is about', () => {
    expect(statusWith(host, podOf('p'), text)?.conditions).toEqual([{ ...written, lastTransitionTime: late }]);
  });

  it('is not written twice', () => {
    expect(statusWith(host, podOf('p', { status: { conditions: [written] } }), text)).toBeUndefined();
  });

  it('moves its transition time only when its status changes', () => {
    const pod = podOf('p', { status: { conditions: [{ ...written, type: 'Other' }, written] } });
    expect(statusWith(host, pod, { ...text, message: 'new' })?.conditions?.[1]).toEqual({
      ...written,
      message: 'new',
    });
    expect(statusWith(host, pod, { ...text, status: 'True' })?.conditions?.[1]).toEqual({
      ...written,
      status: 'True',
      lastTransitionTime: late,
    });
  });
});
