/** The state of the controllers, and their loops. */
import { describe, expect, it } from '@jest/globals';
import { createControllersState, passAtOrAfter } from './controllers-state.ts';

describe('a loop', () => {
  it.each([
    [0, 3900],
    [3900, 3900],
    [3901, 8900],
    [10_000, 13_900],
  ])('at %i ms has its next pass at %i ms', (at, pass) => {
    expect(passAtOrAfter({ period: 5000, phase: 3900 }, at)).toBe(pass);
  });
});

describe('new controllers', () => {
  it('have planned nothing', () => {
    const { nodes, podGC, workloads } = createControllersState();
    expect([nodes.passAt, podGC.passAt, workloads.syncs.size]).toEqual([undefined, undefined, 0]);
  });
});
