/** TaintToleration. */
import { describe, expect, it } from '@jest/globals';
import type { Toleration } from '#kube-api';
import { addNode, changeNode, createCluster, nodeNameOf, addPod, podOf, run } from '../../test/cluster.ts';
import { answers, scores } from '../../test/trial.ts';
import { taintTolerationScore } from './taint-toleration.ts';

const REFUSED = 'node(s) had untolerated taint(s) (final)';

function answerTo(tolerations: Toleration[]): string | undefined {
  const cluster = createCluster();
  addNode(cluster, 'n1', { spec: { taints: [{ key: 'k', value: 'v', effect: 'NoExecute' }] } });
  return answers(cluster, podOf('p', { spec: { tolerations } }))['n1'];
}

describe('a tainted node', () => {
  it.each<[string, Toleration, string]>([
    ['the same key, value and effect', { key: 'k', value: 'v', effect: 'NoExecute' }, 'fits'],
    ['every effect', { key: 'k', operator: 'Equal', value: 'v' }, 'fits'],
    ['every value', { key: 'k', operator: 'Exists' }, 'fits'],
    ['everything', { operator: 'Exists' }, 'fits'],
    ['another value', { key: 'k', value: 'w' }, REFUSED],
    ['another key', { key: 'l', operator: 'Exists' }, REFUSED],
    ['another effect', { key: 'k', operator: 'Exists', effect: 'NoSchedule' }, REFUSED],
  ])('answers a pod that tolerates %s', (_, toleration, answer) => {
    expect(answerTo([toleration])).toBe(answer);
  });

  it('takes a waiting pod as soon as its taint goes, without any other change', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } });
    addPod(cluster, 'p');
    run(cluster, 5000);
    expect(nodeNameOf(cluster, 'p')).toBeUndefined();
    changeNode(cluster, 'n1', (node) => ({ ...node, spec: {} }));
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });

  it('is feasible but scores lower when the taint only asks not to be used', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } });
    addNode(cluster, 'n2');
    expect(answers(cluster, podOf('p'))).toEqual({ n1: 'fits', n2: 'fits' });
    expect(scores(cluster, podOf('p'), taintTolerationScore)).toEqual({ n1: 0, n2: 100 });
  });
});
