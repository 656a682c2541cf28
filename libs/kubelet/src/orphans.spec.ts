/** Pods that only the runtime knows. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../test/builders.ts';
import { addPod, createWorld, dropPod, runUntil, NODE, type World } from '../test/world.ts';
import { startKubelet, stopKubelet } from './kubelet-process.ts';
import { sweepOrphans } from './orphans.ts';

const runtimePods = ({ host }: World): number => host.runtime.nodes.get(NODE)?.pods.size ?? 0;

/** A pod runs from 0 s on; its kubelet stops at 5 s. */
function stopped(): World {
  const world = createWorld();
  addPod(world, pod());
  runUntil(world, 5);
  stopKubelet(world.host, NODE);
  return world;
}

describe('a pod that is removed while its kubelet is down', () => {
  it('is stopped and leaves nothing when the kubelet is back', () => {
    const world = stopped();
    dropPod(world);
    runUntil(world, 10);
    expect(runtimePods(world)).toBe(1);
    startKubelet(world.host, NODE);
    runUntil(world, 15);
    expect(runtimePods(world)).toBe(0);
  });
});

describe('a pod that the API server has', () => {
  it('is no orphan', () => {
    const world = stopped();
    sweepOrphans(world.ctx);
    runUntil(world, 10);
    expect(world.host.runtime.nodes.get(NODE)?.pods.get('uid-web')?.containers[0]?.state).toBe('running');
  });
});
