/** The choice among preemptions. */
import { describe, expect, it } from '@jest/globals';
import { podOf } from '../test/cluster.ts';
import { recordOf } from './cluster-cache.ts';
import { chooseCandidate, type Candidate } from './preemption-choice.ts';

/** Victims as [priority, start]. */
function candidate(nodeName: string, ...victims: [priority: number, startedAt: number][]): Candidate {
  return {
    nodeName,
    victims: victims.map(([priority, startedAt]) => ({
      record: recordOf(podOf(nodeName, { spec: { priority } })),
      startedAt,
    })),
  };
}

describe('the least harmful preemption', () => {
  it.each([
    ['has the lowest highest priority', [candidate('a', [5, 0]), candidate('b', [3, 0], [3, 0])], 'b'],
    ['has the smallest sum of priorities', [candidate('a', [5, 0], [4, 0]), candidate('b', [5, 0], [3, 0])], 'b'],
    [
      'has the fewest victims even at negative priorities',
      [candidate('a', [-5, 0], [-9, 0]), candidate('b', [-5, 0])],
      'b',
    ],
    ['has the latest start of its top victims', [candidate('a', [5, 10]), candidate('b', [5, 20])], 'b'],
    ['comes first by name', [candidate('b', [5, 10]), candidate('a', [5, 10])], 'a'],
  ])('%s', (_, candidates, chosen) => {
    expect(chooseCandidate(candidates)?.nodeName).toBe(chosen);
  });

  it('does not exist without candidates', () => {
    expect(chooseCandidate([])).toBeUndefined();
  });
});
