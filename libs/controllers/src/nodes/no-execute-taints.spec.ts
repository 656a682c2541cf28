/** NoExecute taints at a limited rate. */
import { describe, expect, it } from '@jest/globals';
import type { NodeCondition } from '#kube-api';
import { addNode, advance, createTrial, nodeOf, setNode, taintsOf } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { decideNoExecute, leaveQueue } from './no-execute-taints.ts';

const setReady = (host: ControllersHost, name: string, status: NodeCondition['status']): void => {
  const node = nodeOf(host, name);
  setNode(host, { ...node, status: { ...node.status, conditions: [{ type: 'Ready', status }] } });
};
const noExecute = (host: ControllersHost, name: string): readonly string[] =>
  taintsOf(host, name).filter((taint) => taint.endsWith('NoExecute'));

describe('NoExecute taints', () => {
  it('come one node every ten seconds, the first at once', () => {
    const host = createTrial();
    for (const name of ['a', 'b', 'c', 'd', 'e']) addNode(host, name, { ready: name < 'c' ? 'Unknown' : 'True' });
    decideNoExecute(host);
    advance(host, 50);
    expect([noExecute(host, 'a'), noExecute(host, 'b')]).toEqual([['unreachable:NoExecute'], []]);
    advance(host, 10_040);
    expect(noExecute(host, 'b')).toEqual(['unreachable:NoExecute']);
  });

  it('are swapped at once when the condition changes, and taken off when the node is ready', () => {
    const host = createTrial();
    addNode(host, 'a', { ready: 'Unknown', taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] });
    addNode(host, 'b');
    decideNoExecute(host);
    expect(noExecute(host, 'a')).toEqual(['unreachable:NoExecute']);
    setReady(host, 'a', 'True');
    decideNoExecute(host);
    expect(noExecute(host, 'a')).toEqual([]);
  });

  it('are taken off all nodes while none is ready', () => {
    const host = createTrial();
    addNode(host, 'a', { ready: 'Unknown', taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] });
    decideNoExecute(host);
    advance(host, 60_000);
    expect([noExecute(host, 'a'), host.controllers.nodes.isFullyDisrupted]).toEqual([[], true]);
  });

  it('are not set on a node that left the queue', () => {
    const host = createTrial();
    addNode(host, 'a', { ready: 'Unknown' });
    addNode(host, 'b');
    decideNoExecute(host);
    leaveQueue(host, 'a');
    advance(host, 1000);
    expect(noExecute(host, 'a')).toEqual([]);
  });
});
