/** Admission beside other pods of the node. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { container, pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, NODE, type World } from '../test/world.ts';
import type { PodWorker, WorkerState } from './kubelet-state.ts';
import { checkAdmission } from './node-admission.ts';

const half = { containers: [container('app', { resources: { requests: { cpu: '2' } } })] };

function worldWith(cpu: string): World {
  const world = createWorld();
  createObject(world.host, 'nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODE },
    spec: {},
    status: { allocatable: { cpu, pods: '110' } },
  });
  return world;
}

function add(world: World, name: string, state: WorkerState = 'sync'): PodWorker {
  const worker = addIdleWorker(world, pod(half, { name, uid: `uid-${name}` }));
  worker.state = state;
  return worker;
}

describe('a pod that asks for half of a node', () => {
  it('is admitted beside another one, and not beside two', () => {
    const world = worldWith('4');
    add(world, 'one');
    const second = add(world, 'two');
    expect(checkAdmission(world.ctx, second, second.pod)).toBeUndefined();
    const third = add(world, 'three');
    expect(checkAdmission(world.ctx, third, third.pod)?.reason).toBe('OutOfcpu');
  });

  it.each([
    ['terminating', 'OutOfcpu'],
    ['terminated', undefined],
    ['finished', undefined],
  ] as const)('finds the room of a %s pod: %s', (state, reason) => {
    const world = worldWith('2');
    add(world, 'old', state);
    const worker = add(world, 'new');
    expect(checkAdmission(world.ctx, worker, worker.pod)?.reason).toBe(reason);
  });

  it('is admitted where nothing is known of the node', () => {
    const world = createWorld();
    const worker = add(world, 'one');
    expect(checkAdmission(world.ctx, worker, worker.pod)).toBeUndefined();
  });
});
