/** Writes that components make. */
import { describe, expect, it } from '@jest/globals';
import type { PodCondition } from '#kube-api';
import { createHost, createPod } from '../test/host.ts';
import { bindPod, setPodStatus, withCondition } from './pod-writes.ts';

const condition = (status: 'True' | 'False', lastTransitionTime: string): PodCondition => ({
  type: 'Ready',
  status,
  lastTransitionTime,
});

describe('binding', () => {
  it('sets the node and the condition, and takes a nomination back', () => {
    const host = createHost();
    const pod = setPodStatus(host, createPod(host, 'p'), { phase: 'Pending', nominatedNodeName: 'n0' });
    const { spec, status, metadata } = bindPod(host, pod, 'n1');
    expect([spec.nodeName, metadata.generation, status?.nominatedNodeName]).toEqual(['n1', 1, undefined]);
    expect(status?.conditions).toEqual([
      { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: '2027-01-15T08:00:00Z' },
    ]);
  });
});

describe('a condition', () => {
  it('is appended, or replaced where it is', () => {
    expect(withCondition(undefined, condition('True', 't1'))).toHaveLength(1);
    const list = [condition('False', 't0'), { type: 'Other', status: 'True' } as const];
    expect(withCondition(list, condition('True', 't1')).map(({ type, status }) => `${type} ${status}`)).toEqual([
      'Ready True',
      'Other True',
    ]);
  });

  it('keeps its transition time while its status stands', () => {
    expect(withCondition([condition('True', 't0')], condition('True', 't1'))[0]?.lastTransitionTime).toBe('t0');
    expect(withCondition([condition('False', 't0')], condition('True', 't1'))[0]?.lastTransitionTime).toBe('t1');
  });
});
