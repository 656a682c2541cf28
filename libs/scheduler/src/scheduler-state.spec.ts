/** The state at the start. */
import { describe, expect, it } from '@jest/globals';
import { copyState, createKernel, encodeState } from '#kernel';
import { createSchedulerState, schedulerSubscriptions } from './scheduler-state.ts';

const state = createSchedulerState(createKernel({ seed: 's', epoch: 0, timelineLimit: 1 }));

describe('the state of a new scheduler', () => {
  it('is plain data', () => {
    expect(encodeState(copyState(state, () => false))).toBe(encodeState(state));
  });

  it('hears of pods, nodes and claims', () => {
    expect(schedulerSubscriptions().map(({ resource, owner }) => `${owner} ${resource}`)).toEqual([
      'scheduler pods',
      'scheduler nodes',
      'scheduler persistentvolumeclaims',
    ]);
  });
});
