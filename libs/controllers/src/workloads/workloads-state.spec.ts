/** What the workload controllers remember at first. */
import { describe, expect, it } from '@jest/globals';
import { createWorkloadsState } from './workloads-state.ts';

describe('the workload controllers', () => {
  it('know of no pod and plan nothing at first', () => {
    for (const map of Object.values(createWorkloadsState())) expect((map as ReadonlyMap<string, unknown>).size).toBe(0);
  });
});
