/** What is read from nodes. */
import { describe, expect, it } from '@jest/globals';
import { addNode, addPod, createTrial } from '../../test/trial.ts';
import { allNodes, conditionOf, findNode, isReady, noExecuteTaints, podsOf, readinessOf } from './node-facts.ts';

describe('a node', () => {
  it('is found, with its condition and its pods', () => {
    const host = createTrial();
    const node = addNode(host, 'n1', { ready: 'Unknown' });
    addPod(host, 'a', { nodeName: 'n1' });
    addPod(host, 'b');
    expect([findNode(host, 'n1'), findNode(host, 'n2')]).toEqual([node, undefined]);
    expect(allNodes(host)).toEqual([node]);
    expect(podsOf(host, 'n1').map(({ metadata }) => metadata.name)).toEqual(['a']);
    expect([readinessOf(node), isReady(node), conditionOf(node, 'PIDPressure')?.status]).toEqual([
      'Unknown',
      false,
      'False',
    ]);
  });

  it('evicts by its NoExecute taints only', () => {
    const taints = [
      { key: 'a', effect: 'NoExecute' },
      { key: 'b', effect: 'NoSchedule' },
    ] as const;
    expect(noExecuteTaints(addNode(createTrial(), 'n1', { taints }))).toEqual([taints[0]]);
  });
});
