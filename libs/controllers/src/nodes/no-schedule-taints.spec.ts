/** NoSchedule taints by condition. */
import { describe, expect, it } from '@jest/globals';
import { addNode, createTrial, nodeOf, taintsOf } from '../../test/trial.ts';
import { reconcileNoSchedule, wantedTaints } from './no-schedule-taints.ts';

describe('the NoSchedule taints of a node', () => {
  it.each([
    ['True', []],
    ['False', ['node.kubernetes.io/not-ready']],
    ['Unknown', ['node.kubernetes.io/unreachable']],
  ] as const)('with Ready %s are %j', (ready, keys) => {
    expect(wantedTaints(addNode(createTrial(), 'n1', { ready }))).toEqual(keys);
  });

  it('follow the conditions and the cordon, and leave those of others alone', () => {
    const host = createTrial();
    const taints = [
      { key: 'dedicated', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
    ] as const;
    reconcileNoSchedule(host, addNode(host, 'n1', { taints, unschedulable: true }));
    expect(taintsOf(host, 'n1')).toEqual(['dedicated:NoSchedule', 'unschedulable:NoSchedule']);
    const settled = nodeOf(host, 'n1');
    expect(reconcileNoSchedule(host, settled)).toBe(settled);
  });
});
