/** Waking a pod's worker. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, plannedOf } from '../test/world.ts';
import { wake } from './wake.ts';

describe('a worker that is woken', () => {
  const runs = (world: ReturnType<typeof createWorld>): string[] =>
    plannedOf(world).filter((entry) => entry.endsWith('/run'));

  it('runs once, however often it is woken', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    wake(world.ctx, worker);
    wake(world.ctx, worker);
    expect(runs(world)).toEqual(['0 kubelet/run']);
  });

  it('remembers it when it is busy', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    worker.activity = { kind: 'terminating', stage: 'kills' };
    wake(world.ctx, worker);
    expect([worker.isUpdatePending, runs(world)]).toEqual([true, []]);
  });

  it('sleeps on when it is finished', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    worker.state = 'finished';
    wake(world.ctx, worker);
    expect([worker.isUpdatePending, runs(world)]).toEqual([false, []]);
  });
});
