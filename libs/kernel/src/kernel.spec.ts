/** Planning from now, with the causes of now. */
import { describe, expect, test } from '@jest/globals';
import { takeEntry } from './agenda.ts';
import { createKernel, plan, planAt } from './kernel.ts';

const to = { owner: 'kubelet', kind: 'run', payload: { uid: '1' } };
const kernel = () => createKernel({ seed: 'test', epoch: 0, timelineLimit: 10 });

describe('the kernel', () => {
  test('a plan counts from now and carries what led to it', () => {
    const state = kernel();
    state.now = 100;
    state.causes = [7];
    plan(state, 50, to);
    expect(takeEntry(state.agenda)).toEqual({ at: 150, serial: 1, causes: [7], ...to });
  });

  test('an instant is taken as it is', () => {
    const state = kernel();
    planAt(state, 30, to);
    expect(takeEntry(state.agenda)?.at).toBe(30);
  });
});
