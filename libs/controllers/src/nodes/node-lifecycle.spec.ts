/** The life of nodes. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import { removeObject, updateObject } from '#object-store';
import {
  addNode,
  addPod,
  advance,
  createTrial,
  eventsOf,
  nodeOf,
  podOf,
  setNode,
  setPhase,
  taintsOf,
} from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { hearNode, silenceNode } from './node-lifecycle.ts';

const threeNodes = (): ControllersHost => {
  const host = createTrial();
  for (const name of ['n1', 'n2', 'n3']) addNode(host, name);
  advance(host, 10_000);
  return host;
};

describe('a node whose kubelet is silent', () => {
  it('is lost within 55 s: Unknown, tainted, its pods not ready', () => {
    const host = threeNodes();
    setPhase(host, addPod(host, 'p', { nodeName: 'n1' }), 'Running');
    silenceNode(host, 'n1');
    advance(host, 49_999);
    expect(taintsOf(host, 'n1')).toEqual([]);
    advance(host, 65_000);
    expect(taintsOf(host, 'n1')).toEqual(['unreachable:NoSchedule', 'unreachable:NoExecute']);
    expect(podOf(host, 'p')?.status?.conditions).toMatchObject([{ type: 'Ready', status: 'False' }]);
  });

  it('that is heard of in time is not', () => {
    const host = threeNodes();
    silenceNode(host, 'n1');
    advance(host, 30_000);
    hearNode(host, 'n1');
    advance(host, 120_000);
    expect(nodeOf(host, 'n1').status?.conditions?.at(-1)?.status).toBe('True');
  });

  it('makes pods not ready that are bound to it later', () => {
    const host = threeNodes();
    silenceNode(host, 'n1');
    advance(host, 70_000);
    const pod = setPhase(host, addPod(host, 'late'), 'Running');
    updateObject(host, 'pods', { ...pod, spec: { ...pod.spec, nodeName: 'n1' } });
    advance(host, 71_000);
    expect(podOf(host, 'late')?.status?.conditions).toMatchObject([{ type: 'Ready', status: 'False' }]);
  });
});

describe('the controller', () => {
  it('plans nothing while all nodes are well', () => {
    const host = threeNodes();
    expect(plannedEntries(host.agenda).filter(({ owner }) => owner !== 'apiserver')).toEqual([]);
  });

  it('reports nodes that come and go', () => {
    const host = threeNodes();
    removeObject(host, 'nodes', nodeOf(host, 'n3'));
    advance(host, 20_000);
    expect(eventsOf(host, 'Node', 'n3')).toEqual([
      'RegisteredNode: Node n3 event: Registered Node n3 in Controller',
      'RemovingNode: Node n3 event: Removing Node n3 from Controller',
    ]);
  });

  it('taints a cordoned node, and takes the taint off again', () => {
    const host = threeNodes();
    const node = nodeOf(host, 'n1');
    setNode(host, { ...node, spec: { unschedulable: true } });
    advance(host, 10_010);
    expect(taintsOf(host, 'n1')).toEqual(['unschedulable:NoSchedule']);
    setNode(host, { ...nodeOf(host, 'n1'), spec: { taints: nodeOf(host, 'n1').spec.taints ?? [] } });
    advance(host, 10_020);
    expect(taintsOf(host, 'n1')).toEqual([]);
  });

  it('gives up a node that never reported', () => {
    const host = createTrial();
    addNode(host, 'n1');
    const { status: _none, ...bare } = addNode(host, 'n2');
    setNode(host, bare);
    advance(host, 70_000);
    expect(taintsOf(host, 'n2')).toContain('unreachable:NoSchedule');
  });
});
