/** Pods that the kubelet refuses. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { pod } from '../test/builders.ts';
import { addPod, createWorld, dropPod, eventsOf, findPod, runUntil, NODE, type World } from '../test/world.ts';

describe('a pod that the kubelet refuses', () => {
  function refused(): World {
    const world = createWorld();
    createObject(world.host, 'nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: NODE },
      spec: {},
      status: { allocatable: { pods: '110' } },
    });
    addPod(world, pod({ nodeSelector: { zone: 'b' } }));
    runUntil(world, 1);
    return world;
  }

  it('fails at once with the reason, has no conditions, and nothing of it starts', () => {
    const world = refused();
    expect(findPod(world)?.status).toEqual({
      observedGeneration: 1,
      phase: 'Failed',
      reason: 'NodeAffinity',
      message: "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
      startTime: '2026-01-01T00:00:00Z',
      qosClass: 'BestEffort',
    });
    expect(world.host.runtime.nodes.get(NODE)?.pods.size).toBe(0);
  });

  it('is told why', () => {
    expect(eventsOf(refused())).toEqual([
      "Warning NodeAffinity: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ]);
  });

  it('is forgotten when it is deleted', () => {
    const world = refused();
    dropPod(world);
    runUntil(world, 2);
    expect(world.ctx.node.workers.size).toBe(0);
  });
});
