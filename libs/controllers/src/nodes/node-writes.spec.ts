/** Writes to nodes. */
import { describe, expect, it } from '@jest/globals';
import { addNode, createTrial, nodeOf, taintsOf } from '../../test/trial.ts';
import { setConditions, setTaints, swapNoExecute, withoutNoExecute } from './node-writes.ts';

describe('a node', () => {
  it('without taints has no list of them', () => {
    const host = createTrial();
    const node = addNode(host, 'n1', { taints: [{ key: 'a', effect: 'NoSchedule' }] });
    expect('taints' in setTaints(host, node, []).spec).toBe(false);
  });

  it('has one NoExecute taint for its condition', () => {
    const host = createTrial();
    const node = addNode(host, 'n1', {
      taints: [
        { key: 'a', effect: 'NoExecute' },
        { key: 'own', effect: 'NoExecute' },
      ],
    });
    swapNoExecute(host, node, 'b', ['a']);
    expect(taintsOf(host, 'n1')).toEqual(['own:NoExecute', 'b:NoExecute']);
    expect(withoutNoExecute(nodeOf(host, 'n1').spec.taints, ['b', 'own'])).toEqual([]);
  });

  it('keeps the rest of its status', () => {
    const host = createTrial();
    const node = addNode(host, 'n1');
    setConditions(host, { ...node, status: { ...node.status, addresses: [] } }, []);
    expect(nodeOf(host, 'n1').status).toEqual({ addresses: [], conditions: [] });
  });
});
