/** The choice among feasible nodes. */
import { describe, expect, it } from '@jest/globals';
import type { ScorePlugin } from '#scheduler';
import { addNode, createCluster, podOf } from '../test/cluster.ts';
import { cycleOf } from '../test/trial.ts';
import { pickNode, totalScores } from './score-nodes.ts';

const byName = (name: string, weight: number, points: Record<string, number>): ScorePlugin => ({
  name,
  weight,
  prepare: () => (node) => points[node.name] ?? 0,
});

function choices(seed: string, plugins: ScorePlugin[], times: number): string[] {
  const cluster = createCluster({ seed });
  for (const name of ['n1', 'n2', 'n3']) addNode(cluster, name);
  const cycle = cycleOf(cluster, podOf('p'));
  return Array.from({ length: times }, () => pickNode(cycle, plugins, cluster.host.scheduler.nodes)?.name ?? '');
}

describe('the choice', () => {
  it('is the highest weighted sum', () => {
    const plugins = [byName('a', 1, { n1: 100, n2: 60 }), byName('b', 3, { n2: 20, n3: 10 })];
    const cluster = createCluster();
    for (const name of ['n1', 'n2', 'n3']) addNode(cluster, name);
    expect(totalScores(cycleOf(cluster, podOf('p')), plugins, cluster.host.scheduler.nodes)).toEqual([100, 120, 30]);
    expect(choices('s', plugins, 1)).toEqual(['n2']);
  });

  it('among equals is drawn: every one of them comes up, and equal seeds choose equally', () => {
    const plugins = [byName('a', 1, { n1: 5, n3: 5 })];
    const chosen = choices('s', plugins, 50);
    expect(new Set(chosen)).toEqual(new Set(['n1', 'n3']));
    expect(choices('s', plugins, 50)).toEqual(chosen);
    expect(choices('t', plugins, 50)).not.toEqual(chosen);
  });

  it('of one node needs no score', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    const cycle = cycleOf(cluster, podOf('p'));
    let asked = 0;
    const counting: ScorePlugin = { name: 'a', weight: 1, prepare: () => void asked++ };
    expect(pickNode(cycle, [counting], cluster.host.scheduler.nodes)?.name).toBe('n1');
    expect(asked).toBe(0);
    expect(pickNode(cycle, [], [])).toBeUndefined();
  });
});
