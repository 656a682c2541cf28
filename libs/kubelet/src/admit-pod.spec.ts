/** Admission of a pod: the order of those who may refuse it. */
import { expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, NODE } from '../test/world.ts';
import { admitPod } from './admit-pod.ts';

it('asks whether the node is under pressure first, then whether it has room', () => {
  const world = createWorld();
  const status = { allocatable: { pods: '0' } };
  createObject(world.host, 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE }, spec: {}, status });
  const worker = addIdleWorker(world, pod());
  expect(admitPod(world.ctx, worker, worker.pod)?.reason).toBe('OutOfpods');
  world.ctx.node.eviction.conditions = ['DiskPressure'];
  expect(admitPod(world.ctx, worker, worker.pod)?.reason).toBe('Evicted');
});
