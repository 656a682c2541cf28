/** The pod garbage collector. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import { removeObject, type StoreChange } from '#object-store';
import type { Pod } from '#kube-api';
import { addNode, addPod, advance, createTrial, nodeOf, podOf } from '../../test/trial.ts';

describe('a pod of a node that does not exist', () => {
  it('fails and goes after two passes and a quarantine', () => {
    const host = createTrial();
    addPod(host, 'p', { nodeName: 'ghost' });
    advance(host, 51_999);
    expect(podOf(host, 'p')?.status?.phase).toBe('Pending');
    advance(host, 52_010);
    expect(podOf(host, 'p')).toBeUndefined();
    const last = host.timeline.entries.findLast(({ type }) => type === 'pod.deleted')?.data as StoreChange;
    expect((last.object as Pod).status).toMatchObject({
      phase: 'Failed',
      conditions: [{ type: 'DisruptionTarget', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' }],
    });
    expect(plannedEntries(host.agenda)).toEqual([]);
  });

  it('stays when the node comes in time', () => {
    const host = createTrial();
    addPod(host, 'p', { nodeName: 'n1' });
    advance(host, 20_000);
    addNode(host, 'n1');
    advance(host, 100_000);
    expect(podOf(host, 'p')).toBeDefined();
  });

  it('goes, too, when the node went after it', () => {
    const host = createTrial();
    addNode(host, 'n1');
    addPod(host, 'p', { nodeName: 'n1' });
    advance(host, 5000);
    removeObject(host, 'nodes', nodeOf(host, 'n1'));
    advance(host, 80_000);
    expect(podOf(host, 'p')).toBeUndefined();
  });
});

describe('a terminating pod of a node that is out of service', () => {
  it('goes without grace', () => {
    const host = createTrial();
    const taints = [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }] as const;
    addPod(host, 'p', { nodeName: 'n1' });
    addNode(host, 'n1', { ready: 'Unknown', taints });
    advance(host, 40_000);
    expect(podOf(host, 'p')).toBeUndefined();
  });
});
