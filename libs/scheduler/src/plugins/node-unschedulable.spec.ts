/** NodeUnschedulable. */
import { describe, expect, it } from '@jest/globals';
import { addNode, createCluster, podOf } from '../../test/cluster.ts';
import { answers } from '../../test/trial.ts';

const TAINT = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' as const };

describe('a cordoned node', () => {
  it('refuses an ordinary pod for the cordon, not for the taint that comes with it', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true, taints: [TAINT] } });
    expect(answers(cluster, podOf('p'))).toEqual({ n1: 'node(s) were unschedulable (final)' });
  });

  it('takes a pod that tolerates the taint', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { spec: { unschedulable: true, taints: [TAINT] } });
    expect(answers(cluster, podOf('p', { spec: { tolerations: [{ ...TAINT, operator: 'Exists' }] } }))).toEqual({
      n1: 'fits',
    });
  });
});
