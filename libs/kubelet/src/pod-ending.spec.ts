/** What the status of a pod says when it is the kubelet that ends the pod. */
import { expect, it } from '@jest/globals';
import type { PodPhase } from '#kube-api';
import { withEnding, type OrderedEnding } from './pod-ending.ts';

const ending: OrderedEnding = {
  reason: 'Evicted',
  message: 'low',
  disruption: 'low',
  isEviction: true,
  isAwaited: true,
  isTooLate: false,
};

it.each<[string, PodPhase, Partial<OrderedEnding>, object]>([
  ['a running pod fails', 'Running', {}, { phase: 'Failed', reason: 'Evicted', message: 'low' }],
  ['so does one that has succeeded', 'Succeeded', {}, { phase: 'Failed', reason: 'Evicted', message: 'low' }],
  ['but not when success is kept', 'Succeeded', { keepsSuccess: true }, { phase: 'Succeeded', reason: 'Evicted' }],
])('%s', (_what, phase, more, expected) => {
  expect(withEnding({ ...ending, ...more }, { phase })).toMatchObject(expected);
});

it('says nothing of an ending that there is none of, or that came too late', () => {
  expect(withEnding(undefined, { phase: 'Running' })).toEqual({ phase: 'Running' });
  expect(withEnding({ ...ending, isTooLate: true }, { phase: 'Running' })).toEqual({ phase: 'Running' });
});
