/** Which changes and entries the kubelets act on. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import {
  createWorld,
  addPod,
  changePod,
  dropPod,
  plannedOf,
  runUntil,
  workerOf,
  findPod,
  type World,
} from '../test/world.ts';
import { container, pod } from '../test/builders.ts';
import { kubeletSubscriptions } from './kubelet.ts';
import { defaultKubeletSettings } from './settings.ts';

function runningWorld(spec: Parameters<typeof pod>[0] = {}): World {
  const world = createWorld();
  addPod(world, pod(spec));
  runUntil(world, 2.5);
  return world;
}

/** Whether the worker is woken within 10 ms. */
function isWoken(world: World): boolean {
  const { lastSyncAt } = workerOf(world);
  runUntil(world, 2.51);
  return workerOf(world).lastSyncAt > lastSyncAt;
}

describe('the kubelets', () => {
  it('hear of pods and nodes a moment after each write', () => {
    expect(kubeletSubscriptions(defaultKubeletSettings)).toEqual([
      { resource: 'pods', owner: 'kubelet', delay: 5 },
      { resource: 'nodes', owner: 'kubelet', delay: 5 },
    ]);
  });

  it('take a pod that is bound to their node', () => {
    const world = createWorld();
    addPod(world, pod());
    runUntil(world, 0.004);
    expect(world.ctx.node.workers.size).toBe(0);
    runUntil(world, 0.005);
    expect(world.ctx.node.workers.size).toBe(1);
  });

  it('leave pods alone that are bound to no node or to one that is not here', () => {
    const world = createWorld();
    createObject(world.host, 'pods', pod());
    createObject(world.host, 'pods', pod({ nodeName: 'elsewhere' }, { name: 'other', uid: 'uid-other' }));
    runUntil(world, 1);
    expect(world.ctx.node.workers.size).toBe(0);
  });

  it('leave a pod alone that was over before they heard of it', () => {
    const world = createWorld();
    addPod(world, { ...pod(), status: { phase: 'Succeeded' } });
    runUntil(world, 1);
    expect(world.ctx.node.workers.size).toBe(0);
  });

  it.each<[string, (world: World) => void, boolean]>([
    [
      'of labels',
      (world) => changePod(world, (one) => ({ ...one, metadata: { ...one.metadata, labels: { a: 'b' } } })),
      true,
    ],
    [
      'of the spec',
      (world) => changePod(world, (one) => ({ ...one, spec: { ...one.spec, activeDeadlineSeconds: 600 } })),
      true,
    ],
    [
      'of the status',
      (world) => changePod(world, (one) => ({ ...one, status: { ...one.status, message: 'hello' } })),
      false,
    ],
  ])('sync a pod upon a change %s: the last word is %s', (_what, change, expected) => {
    const world = runningWorld();
    change(world);
    expect(isWoken(world)).toBe(expected);
  });

  it('sync a pod upon a status that moves a readiness gate, and no other', () => {
    const gates = { readinessGates: [{ conditionType: 'example.com/lb' }] };
    const set = (world: World, type: string): void =>
      changePod(world, (one) => ({
        ...one,
        status: { ...one.status, conditions: [...(one.status?.conditions ?? []), { type, status: 'True' }] },
      }));
    const [moved, unmoved] = [runningWorld(gates), runningWorld(gates)];
    set(moved, 'example.com/lb');
    set(unmoved, 'example.com/other');
    expect([isWoken(moved), isWoken(unmoved)]).toEqual([true, false]);
  });

  it('forget a finished pod whose object goes', () => {
    const world = createWorld();
    addPod(
      world,
      pod({ restartPolicy: 'Never', containers: [container('app', { image: 'busybox', command: ['true'] })] }),
    );
    runUntil(world, 5);
    expect([workerOf(world).state, findPod(world)?.status?.phase]).toEqual(['finished', 'Succeeded']);
    dropPod(world);
    runUntil(world, 5.1);
    expect(world.ctx.node.workers.size).toBe(0);
  });

  it('take no answer that was meant for an activity before', () => {
    const world = runningWorld();
    const worker = workerOf(world);
    worker.activity = { kind: 'terminating', stage: 'sandbox' };
    const stale = { worker, token: worker.token - 1, result: { kind: 'ok', id: '' } };
    world.kubelet.handle(world.host, {
      at: 2500,
      serial: 0,
      owner: 'kubelet',
      kind: 'sandbox-stopped',
      payload: stale,
      causes: [],
    });
    expect(worker.activity).toEqual({ kind: 'terminating', stage: 'sandbox' });
  });

  it('take no answer about a container whose stop has gone on since', () => {
    const world = runningWorld();
    const late = { worker: workerOf(world), id: 'gone', stages: 1, container: 'app' };
    world.kubelet.handle(world.host, {
      at: 2500,
      serial: 0,
      owner: 'kubelet',
      kind: 'kill-stage-over',
      payload: late,
      causes: [],
    });
    expect(workerOf(world).kills.size).toBe(0);
  });

  it('start the next pull when the pod of the one before is gone', () => {
    const world = runningWorld();
    world.ctx.node.isPulling = true;
    const worker = { ...workerOf(world), isForgotten: true };
    const payload = { worker, token: 0, image: 'app:2.0', queuedAt: 0, startedAt: 0 };
    world.kubelet.handle(world.host, {
      at: 2500,
      serial: 0,
      owner: 'kubelet',
      kind: 'image-pulled',
      payload,
      causes: [],
    });
    expect(world.ctx.node.isPulling).toBe(false);
  });

  it('pass a deadline over that a later one has replaced', () => {
    const world = runningWorld();
    const worker = workerOf(world);
    const due = { worker, token: worker.requeueToken - 1 };
    world.kubelet.handle(world.host, {
      at: 2500,
      serial: 0,
      owner: 'kubelet',
      kind: 'sync-due',
      payload: due,
      causes: [],
    });
    expect(plannedOf(world).filter((entry) => entry.endsWith('/run'))).toEqual([]);
  });
});
