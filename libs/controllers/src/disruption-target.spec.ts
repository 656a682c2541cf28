/** The condition DisruptionTarget. */
import { describe, expect, it } from '@jest/globals';
import { addPod, createTrial } from '../test/trial.ts';
import { disruptedStatus } from './disruption-target.ts';

describe('a disrupted pod', () => {
  it('says why, and for which generation', () => {
    const host = createTrial();
    const pod = addPod(host, 'p');
    const { conditions } = disruptedStatus(host, pod, {
      reason: 'DeletionByPodGC',
      message: 'PodGC: node no longer exists',
    });
    expect(conditions).toEqual([
      {
        type: 'DisruptionTarget',
        observedGeneration: 1,
        status: 'True',
        reason: 'DeletionByPodGC',
        message: 'PodGC: node no longer exists',
        lastProbeTime: null,
        lastTransitionTime: '2027-01-15T08:00:00Z',
      },
    ]);
  });
});
