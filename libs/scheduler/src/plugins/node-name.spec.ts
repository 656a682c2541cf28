/** NodeName. */
import { describe, expect, it } from '@jest/globals';
import { addNode, createCluster, podOf } from '../../test/cluster.ts';
import { answers } from '../../test/trial.ts';

describe('a pod that names its node', () => {
  it('fits on no other', () => {
    const cluster = createCluster();
    for (const name of ['n1', 'n2']) addNode(cluster, name);
    expect(answers(cluster, podOf('p', { spec: { nodeName: 'n2' } }))).toEqual({
      n1: "node(s) didn't match the requested node name (final)",
      n2: 'fits',
    });
  });
});
