/** The timeline counts without gaps, keeps causes, and forgets from the old end only. */
import { describe, expect, test } from '@jest/globals';
import { createKernel } from './kernel.ts';
import { record } from './record.ts';
import { entriesAfter, headOf } from './timeline.ts';

const kernel = (timelineLimit = 100) => createKernel({ seed: 'test', epoch: 0, timelineLimit });

describe('the timeline', () => {
  test('entries are numbered from one, and each is the cause of the next in the same step', () => {
    const state = kernel();
    record(state, 'command', '', {});
    record(state, 'pod.added', 'pod/default/kiada', {});
    expect(state.timeline.entries.map(({ seq, causes }) => ({ seq, causes }))).toEqual([
      { seq: 1, causes: [] },
      { seq: 2, causes: [1] },
    ]);
  });

  test('the oldest entries are forgotten, the newest stay, numbers go on', () => {
    const state = kernel(10);
    for (let index = 0; index < 35; index++) record(state, 'entry', '', index);
    const { entries, base } = state.timeline;
    expect(entries.length).toBeGreaterThanOrEqual(10);
    expect(entries[0]?.seq).toBe(base + 1);
    expect(headOf(state.timeline)).toBe(35);
  });

  test('reading after a number gives what came later, up to a limit', () => {
    const state = kernel();
    for (let index = 0; index < 5; index++) record(state, 'entry', '', index);
    expect(entriesAfter(state.timeline, 3).map(({ seq }) => seq)).toEqual([4, 5]);
    expect(entriesAfter(state.timeline, 0, 2).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(entriesAfter(state.timeline, 5)).toEqual([]);
  });
});
