/** NodeAffinity. */
import { describe, expect, it } from '@jest/globals';
import type { NodeSelectorTerm, PodSpec } from '#kube-api';
import { addNode, createCluster, podOf, type Cluster } from '../../test/cluster.ts';
import { answers, scores } from '../../test/trial.ts';
import { nodeAffinityScore } from './node-affinity.ts';

const NO_MATCH = "node(s) didn't match Pod's node affinity/selector (final)";
const OUTSIDE = "node(s) didn't satisfy plugin(s) [NodeAffinity] (final)";

function threeNodes(): Cluster {
  const cluster = createCluster();
  addNode(cluster, 'n1', { labels: { disk: 'ssd', size: '10' } });
  addNode(cluster, 'n2', { labels: { disk: 'hdd', size: '20' } });
  addNode(cluster, 'n3');
  return cluster;
}

const requiring = (...nodeSelectorTerms: NodeSelectorTerm[]): Partial<PodSpec> => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});

const answersTo = (spec: Partial<PodSpec>): string[] => Object.values(answers(threeNodes(), podOf('p', { spec })));

describe('required node affinity', () => {
  it.each<[string, Partial<PodSpec>, string[]]>([
    ['a node selector', { nodeSelector: { disk: 'ssd' } }, ['fits', NO_MATCH, NO_MATCH]],
    [
      'In',
      requiring({ matchExpressions: [{ key: 'disk', operator: 'In', values: ['hdd', 'x'] }] }),
      [NO_MATCH, 'fits', NO_MATCH],
    ],
    [
      'NotIn',
      requiring({ matchExpressions: [{ key: 'disk', operator: 'NotIn', values: ['hdd'] }] }),
      ['fits', NO_MATCH, 'fits'],
    ],
    ['Exists', requiring({ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }), ['fits', 'fits', NO_MATCH]],
    [
      'Gt',
      requiring({ matchExpressions: [{ key: 'size', operator: 'Gt', values: ['10'] }] }),
      [NO_MATCH, 'fits', NO_MATCH],
    ],
    [
      'one of two terms',
      requiring(
        { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] },
        { matchExpressions: [{ key: 'size', operator: 'In', values: ['20'] }] },
      ),
      ['fits', 'fits', NO_MATCH],
    ],
    ['a term without requirements', requiring({}), [NO_MATCH, NO_MATCH, NO_MATCH]],
    [
      'a node by name',
      requiring({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n3'] }] }),
      [OUTSIDE, OUTSIDE, 'fits'],
    ],
  ])('by %s', (_, spec, expected) => {
    expect(answersTo(spec)).toEqual(expected);
  });

  it('refuses the pod as a whole when a term names two nodes at once', () => {
    const field = (name: string) => ({ key: 'metadata.name', operator: 'In' as const, values: [name] });
    const spec = requiring({ matchFields: [field('n1'), field('n2')] });
    expect(answersTo(spec)).toEqual(Array.from({ length: 3 }, () => 'pod affinity terms conflict (final)'));
  });
});

describe('preferred node affinity', () => {
  it('adds up the weights of the terms that match', () => {
    const prefer = (key: string, weight: number) => ({
      weight,
      preference: { matchExpressions: [{ key, operator: 'Exists' as const }] },
    });
    const terms = [
      prefer('disk', 10),
      { weight: 30, preference: { matchExpressions: [{ key: 'disk', operator: 'In' as const, values: ['ssd'] }] } },
    ];
    const spec = { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: terms } } };
    expect(scores(threeNodes(), podOf('p', { spec }), nodeAffinityScore)).toEqual({ n1: 100, n2: 25, n3: 0 });
  });
});
