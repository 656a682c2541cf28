/** Causes are joined without doubles, and siblings are no causes of each other. */
import { describe, expect, test } from '@jest/globals';
import { aside, joinCauses, noCauses } from './causes.ts';
import { createKernel } from './kernel.ts';
import { record } from './record.ts';

describe('causes', () => {
  test.each([
    [
      [1, 2],
      [2, 3],
      [1, 2, 3],
    ],
    [[], [4], [4]],
    [[4], [], [4]],
    [[4], [4], [4]],
  ])('of %j and %j are %j', (known, more, joined) => {
    expect(joinCauses(known, more)).toEqual(joined);
  });

  test('that add nothing cost nothing', () => {
    const known = [1, 2];
    expect(joinCauses(known, [2])).toBe(known);
    expect(joinCauses(known, noCauses)).toBe(known);
  });

  test('of siblings are those of the step, not each other', () => {
    const kernel = createKernel({ seed: 'test', epoch: 0, timelineLimit: 100 });
    record(kernel, 'command', '', {});
    for (const name of ['a', 'b']) aside(kernel, () => record(kernel, 'pod.added', `pod/default/${name}`, {}));
    expect(kernel.timeline.entries.map(({ causes }) => causes)).toEqual([[], [1], [1]]);
  });
});
