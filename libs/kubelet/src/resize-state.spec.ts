/** What is granted to a pod and what it wants. */
import { describe, expect, it } from '@jest/globals';
import type { Pod, PodCondition } from '#kube-api';
import { container, pod, sidecar } from '../test/builders.ts';
import { asGranted, hasOtherResources, resizeConditions, resourcesOf } from './resize-state.ts';

const cpu = (amount: string): { readonly requests: { readonly cpu: string } } => ({ requests: { cpu: amount } });

const withCpu = (app: string, side = '1'): Pod =>
  pod({
    containers: [container('app', { resources: cpu(app) })],
    initContainers: [sidecar('side', { resources: cpu(side) })],
  });

describe('two versions of a pod', () => {
  it.each([
    ['the same', withCpu('1'), false],
    ['another request of a container', withCpu('2'), true],
    ['another request of a sidecar', withCpu('1', '2'), true],
  ])('with %s', (_name, after, expected) => {
    expect(hasOtherResources(withCpu('1'), after)).toBe(expected);
  });
});

describe('what is granted', () => {
  it('stands in the pod instead of what it wants', () => {
    const desired = withCpu('2', '3');
    const seen = asGranted({ desired, granted: resourcesOf(withCpu('1')) }, desired);
    expect(resourcesOf(seen)).toEqual({ app: cpu('1'), side: cpu('1') });
    expect(hasOtherResources(seen, desired)).toBe(true);
  });
});

describe('the conditions of a resize', () => {
  const pending: PodCondition = { type: 'PodResizePending', status: 'True' };
  const inProgress: PodCondition = { type: 'PodResizeInProgress', status: 'True' };
  const desired = pod();

  it('come in this order, as far as there are any', () => {
    expect(resizeConditions(undefined)).toEqual([]);
    expect(resizeConditions({ desired, granted: {}, inProgress, pending })).toEqual([pending, inProgress]);
    expect(resizeConditions({ desired, granted: {}, inProgress })).toEqual([inProgress]);
  });
});
