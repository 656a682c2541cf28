/** Refusals of new pods as a whole. */
import { describe, expect, it } from '@jest/globals';
import { refusals } from '../../../test/pods.ts';

describe('new pods', () => {
  it.each([
    [
      'a pod needs a name',
      refusals({}, { name: '' }),
      ['metadata.name: Required value: name or generateName is required'],
    ],
    [
      'ephemeral containers come later',
      refusals({ ephemeralContainers: [{ name: 'd', image: 'x' }] }),
      ['spec.ephemeralContainers: Forbidden: cannot be set on create'],
    ],
    [
      'a gated pod has no node',
      refusals({ schedulingGates: [{ name: 'g' }], nodeName: 'n' }),
      ['spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared'],
    ],
    [
      'a deletion cost is a number',
      refusals({}, { annotations: { 'controller.kubernetes.io/pod-deletion-cost': 'x' } }),
      ['metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "x": must be a 32bit integer'],
    ],
    [
      'a mirror pod has a node',
      refusals({}, { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      [
        'metadata.annotations[kubernetes.io/config.mirror]: Invalid value: "x": must set spec.nodeName if mirror pod annotation is set',
      ],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
