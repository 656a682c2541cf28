/** What kubelets remember. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, NODE } from '../test/world.ts';
import { addNodeKubelet, findPodWorker } from './kubelet-state.ts';

describe('the kubelet of a node', () => {
  it('has loops on phases of its own, drawn from the seed', () => {
    const { host } = createWorld({ kubelet: { requeueJitter: 0.5, relistPeriodMs: 1003 } });
    const phases = ['a', 'b'].map((name) => {
      const { relistPhase, tickPhase } = addNodeKubelet(host, name, '172.18.0.9');
      return [relistPhase, tickPhase];
    });
    expect(phases[0]).not.toEqual(phases[1]);
    for (const phase of phases.flat()) expect(phase).toBeGreaterThanOrEqual(0);
    for (const phase of phases.flat()) expect(phase).toBeLessThan(1003);
  });

  it('ticks at whole seconds in the textbook', () => {
    expect(createWorld().ctx.node).toMatchObject({ relistPhase: 0, tickPhase: 0 });
  });
});

describe('the worker of a pod', () => {
  it('is found by uid, wherever the pod runs', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    expect(findPodWorker(world.host, 'uid-web')).toBe(worker);
    expect(findPodWorker(world.host, 'other')).toBeUndefined();
  });

  it('begins idle, in sync, with the status of the object', () => {
    const world = createWorld();
    expect(addIdleWorker(world, pod())).toMatchObject({
      node: NODE,
      state: 'sync',
      activity: undefined,
      graceSeconds: 0,
      statusAtUpdate: { phase: 'Pending' },
      status: undefined,
    });
  });
});
