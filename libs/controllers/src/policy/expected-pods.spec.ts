/** How many pods a budget counts on. */
import { expect, it } from '@jest/globals';
import type { Pod, PodDisruptionBudget } from '#kube-api';
import { addPod, createTrial } from '../../test/trial.ts';
import { expectedPods } from './expected-pods.ts';

const budget = (spec: PodDisruptionBudget['spec']): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'b', namespace: 'default' },
  spec,
});

it('a number is asked of the pods that there are', () => {
  const host = createTrial();
  const pods: readonly Pod[] = [addPod(host, 'a'), addPod(host, 'b')];
  expect(expectedPods(host, budget({ minAvailable: 1 }), pods)).toEqual({ expected: 2, desired: 1 });
  expect(expectedPods(host, budget({}), pods)).toEqual({ expected: 2, desired: 0 });
});

it('a share is asked of the workloads; pods without one do not count', () => {
  const host = createTrial();
  expect(expectedPods(host, budget({ minAvailable: '50%' }), [addPod(host, 'a')])).toEqual({ expected: 0, desired: 0 });
});
