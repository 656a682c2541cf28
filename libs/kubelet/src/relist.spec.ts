/** The relist: how the kubelet learns what happened in the runtime. */
import { describe, expect, it } from '@jest/globals';
import { exitProcess } from '#runtime';
import { block, playText } from '../../../test/timeline-text.ts';
import { pod } from '../test/builders.ts';
import {
  addIdleWorker,
  addPod,
  createWorld,
  findPod,
  NODE,
  plannedOf,
  runUntil,
  workerOf,
  type World,
} from '../test/world.ts';
import { isRelistedSince, relistAll, relistPod, requestGlobalRelist } from './relist.ts';

/** A world in which `web` runs, at an instant in seconds. */
function runningAt(seconds: number): World {
  const world = createWorld();
  addPod(world, pod());
  runUntil(world, seconds);
  return world;
}

const instances = ({ host }: World): string[] =>
  (host.runtime.nodes.get(NODE)?.pods.get('uid-web')?.containers ?? []).map(
    ({ attempt, state }) => `${attempt} ${state}`,
  );

function exit(world: World, code: number): void {
  const { id = '' } = world.host.runtime.nodes.get(NODE)?.pods.get('uid-web')?.containers.at(-1) ?? {};
  exitProcess(world.host, { node: NODE, uid: 'uid-web', id }, { code, why: 'exit' });
}

describe('the global relist', () => {
  it('sees an exit at its next tick', () => {
    const world = runningAt(2.3);
    exit(world, 1);
    runUntil(world, 2.999);
    expect(findPod(world)?.status?.containerStatuses?.[0]?.state).toHaveProperty('running');
    runUntil(world, 3.01);
    expect(findPod(world)?.status?.containerStatuses?.[0]?.state).toHaveProperty('terminated');
  });

  it('is planned once, and only when there is something to see', () => {
    const world = runningAt(5);
    const relists = (): string[] => plannedOf(world).filter((entry) => entry.endsWith('relist'));
    expect(relists()).toEqual([]);
    requestGlobalRelist(world.ctx);
    requestGlobalRelist(world.ctx);
    expect(relists()).toEqual(['6000 kubelet/relist']);
  });

  it('wakes whoever waits for it', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    world.ctx.node.awaiting.set(worker.uid, true);
    relistAll(world.ctx);
    expect(plannedOf(world)).toContain('0 kubelet/run');
  });

  it('passes over pods that have no worker any more', () => {
    const world = runningAt(2);
    exit(world, 1);
    world.ctx.node.workers.delete('uid-web');
    world.ctx.node.awaiting.set('uid-web', true);
    expect(() => relistAll(world.ctx)).not.toThrow();
  });
});

describe('the cache', () => {
  it('is newer than a sync once a tick has passed, materialised or not', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    const isNewer = (lastSyncAt: number, now: number): boolean => {
      worker.lastSyncAt = lastSyncAt;
      world.host.now = now;
      return isRelistedSince(world.ctx, worker);
    };
    expect(isNewer(-1, 0)).toBe(true);
    expect(isNewer(2500, 2900)).toBe(false);
    expect(isNewer(2500, 3001)).toBe(true);
    worker.observedAt = 2600;
    expect(isNewer(2500, 2900)).toBe(true);
  });

  it('is as old as the last relist while the next one is still to come', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    world.host.now = 2500;
    requestGlobalRelist(world.ctx);
    world.host.now = 3000;
    worker.lastSyncAt = 2500;
    expect(isRelistedSince(world.ctx, worker)).toBe(false);
  });
});

describe('the relist of one pod', () => {
  it('follows a sync that did something, so that Running is seen at once', () => {
    const text = playText({ pod: { spec: {} }, until: 0.9 }, 'pod');
    expect(text.split('\n').at(-1)).toBe(
      block(`
      +0.2s  web  MODIFIED  Running, app running ready, Ready True, ContainersReady True
    `),
    );
  });

  it('updates what the kubelet sees of that pod', () => {
    const world = runningAt(2.3);
    exit(world, 1);
    relistPod(world.ctx, workerOf(world));
    expect(workerOf(world).view.containers[0]?.state).toBe('exited');
  });
});

describe('dead containers', () => {
  it('are removed but for the newest one of each container', () => {
    const world = runningAt(2.3);
    for (const second of [2.3, 4.3, 15.5]) {
      runUntil(world, second);
      exit(world, 1);
    }
    runUntil(world, 17);
    expect(instances(world)).toEqual(['2 exited']);
  });

  it('are all removed once a deleted pod is finished', () => {
    const world = runningAt(2.3);
    const worker = workerOf(world);
    worker.pod = pod({}, { deletionTimestamp: '2026-01-01T00:00:02Z' });
    worker.state = 'terminated';
    exit(world, 0);
    relistPod(world.ctx, worker);
    expect(instances(world)).toEqual([]);
  });
});
