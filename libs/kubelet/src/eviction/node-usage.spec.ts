/** What is used on a node. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { noUsage, setNodeUsage, setPodUsage } from '#runtime';
import { pod } from '../../test/builders.ts';
import { addPod, createWorld, NODE, runUntil, workerOf, type World } from '../../test/world.ts';
import { isAnythingUsed, observeNode, statsOf } from './node-usage.ts';

const Gi = 2 ** 30;

function running(emptyDir: object = {}): World {
  const world = createWorld();
  const metadata = { name: NODE };
  const status = {
    capacity: { memory: '8Gi', 'ephemeral-storage': '100Gi' },
    allocatable: { pods: '110' },
  };
  createObject(world.host, 'nodes', { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status });
  addPod(world, pod({ volumes: [{ name: 'cache', emptyDir }] }));
  runUntil(world, 2);
  const web = { node: NODE, uid: 'uid-web' };
  setPodUsage(world.host, { ...web, kind: 'containers', name: 'app' }, { memory: Gi, ephemeralStorage: Gi, pids: 7 });
  setPodUsage(world.host, { ...web, kind: 'volumes', name: 'cache' }, { ephemeralStorage: 2 * Gi, inodes: 10 });
  return world;
}

describe('a pod', () => {
  it('uses what its containers and volumes use', () => {
    const world = running();
    expect(statsOf(world.ctx, workerOf(world))?.total).toEqual({
      memory: Gi,
      ephemeralStorage: 3 * Gi,
      inodes: 10,
      pids: 7,
    });
  });

  it('uses memory for files in a volume in memory', () => {
    const world = running({ medium: 'Memory' });
    expect(statsOf(world.ctx, workerOf(world))?.total).toMatchObject({ memory: 3 * Gi, ephemeralStorage: Gi });
  });

  it('leaves its volumes when it is over', () => {
    const world = running();
    workerOf(world).state = 'finished';
    expect(statsOf(world.ctx, workerOf(world))?.volumes.size).toBe(0);
  });

  it('has no statistics before it has a sandbox', () => {
    const world = createWorld();
    addPod(world, pod());
    runUntil(world, 0.02);
    expect(statsOf(world.ctx, workerOf(world))).toBeUndefined();
  });

  it('uses nothing that anybody said of', () => {
    const world = createWorld();
    addPod(world, pod());
    runUntil(world, 2);
    expect(statsOf(world.ctx, workerOf(world))?.total).toEqual(noUsage);
  });
});

describe('a node', () => {
  it('has left what neither its pods nor itself take', () => {
    const world = running();
    setNodeUsage(world.host, NODE, { memory: Gi, ephemeralStorage: 50 * Gi, pids: 3 });
    expect(observeNode(world.ctx)).toMatchObject({
      'memory.available': { available: 6 * Gi, capacity: 8 * Gi },
      'nodefs.available': { available: 47 * Gi, capacity: 100 * Gi },
      'imagefs.available': { available: 47 * Gi, capacity: 100 * Gi },
      'nodefs.inodesFree': { available: 6_553_590, capacity: 6_553_600 },
      'pid.available': { available: 4_194_294, capacity: 4_194_304 },
    });
  });

  it('has no less than nothing left', () => {
    const world = running();
    setNodeUsage(world.host, NODE, { memory: 100 * Gi });
    expect(observeNode(world.ctx)?.['memory.available'].available).toBe(0);
  });

  it('that the API server does not know has nothing that could be short', () => {
    expect(observeNode(createWorld().ctx)).toBeUndefined();
  });

  it('uses something as long as a pod with figures runs, or has left a container behind', () => {
    const world = running();
    const { host, ctx } = world;
    const used = (): boolean => isAnythingUsed(host, ctx.node);
    expect([used(), isAnythingUsed(createWorld().host, ctx.node)]).toEqual([true, false]);
    workerOf(world).state = 'finished';
    expect(used()).toBe(true);
    const left = host.runtime.nodes.get(NODE)?.pods.get('uid-web');
    if (left) left.containers = [];
    expect(used()).toBe(false);
    setNodeUsage(host, NODE, { pids: 1 });
    expect(used()).toBe(true);
  });
});
