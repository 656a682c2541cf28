/** Who goes on when a pod was ended. */
import { expect, it } from '@jest/globals';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, plannedOf } from '../test/world.ts';
import { onPodKilled } from './pod-killed.ts';

it('an eviction looks after its victim a second later; for any other pod nobody waits', () => {
  const world = createWorld();
  addIdleWorker(world, pod());
  world.ctx.node.eviction.victims = ['uid-web'];
  const before = plannedOf(world).length;
  onPodKilled(world.ctx, 'uid-other');
  expect(plannedOf(world)).toHaveLength(before);
  onPodKilled(world.ctx, 'uid-web');
  expect(plannedOf(world)).toContain('1000 kubelet/eviction-clean-up');
});
