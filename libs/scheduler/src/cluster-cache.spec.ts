/** Pods and nodes as they come and go, in any order. */
import { describe, expect, it } from '@jest/globals';
import { createKernel } from '#kernel';
import { nodeOf, podOf } from '../test/cluster.ts';
import { addNode, findNode, findRecord, placePod, recordOf, removeNode, unplacePod } from './cluster-cache.ts';
import { createSchedulerState, type SchedulerState } from './scheduler-state.ts';

const createState = (): SchedulerState =>
  createSchedulerState(createKernel({ seed: 's', epoch: 0, timelineLimit: 10 }));
const record = recordOf(podOf('p', { requests: { cpu: '1' } }));

describe('the picture of the cluster', () => {
  it('counts a pod that was there before its node', () => {
    const state = createState();
    placePod(state, record, 'n1');
    expect(addNode(state, nodeOf('n1')).cpu).toBe(1000);
    expect(state.strays.size).toBe(0);
  });

  it('remembers the pods of a node that went, for when it comes back', () => {
    const state = createState();
    addNode(state, nodeOf('n1'));
    placePod(state, record, 'n1');
    removeNode(state, 'n1');
    expect(findRecord(state, record.uid)).toBe(record);
    expect(addNode(state, nodeOf('n1')).cpu).toBe(1000);
  });

  it('moves a pod that turns up on another node', () => {
    const state = createState();
    for (const name of ['n1', 'n2']) addNode(state, nodeOf(name));
    placePod(state, record, 'n1');
    placePod(state, record, 'n2');
    expect([findNode(state, 'n1')?.cpu, findNode(state, 'n2')?.cpu]).toEqual([0, 1000]);
  });

  it('finds every node by name after one was removed', () => {
    const state = createState();
    for (const name of ['n1', 'n2', 'n3']) addNode(state, nodeOf(name));
    removeNode(state, 'n2');
    expect(['n1', 'n2', 'n3'].map((name) => findNode(state, name)?.name)).toEqual(['n1', undefined, 'n3']);
  });

  it('counts pods with required anti-affinity as long as they are placed', () => {
    const state = createState();
    const term = { topologyKey: 'zone', labelSelector: {} };
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    const shy = recordOf(podOf('shy', { spec: { affinity: { podAntiAffinity } } }));
    placePod(state, shy, 'n1');
    expect(state).toMatchObject({ affinityPods: 1, antiAffinityPods: 1 });
    unplacePod(state, shy.uid);
    unplacePod(state, shy.uid);
    expect(state).toMatchObject({ affinityPods: 0, antiAffinityPods: 0 });
    expect(state.strays.size).toBe(0);
  });
});
