/** A kubelet that is cut off from the API server. */
import { describe, expect, it } from '@jest/globals';
import { exitProcess } from '#runtime';
import { pod as webPod } from '../test/builders.ts';
import {
  addPod,
  changePod,
  createWorld,
  dropPod,
  eventsOf,
  findPod,
  NODE,
  runUntil,
  type World,
} from '../test/world.ts';
import { cutOffKubelet, reconnectKubelet } from './partition.ts';

const crash = ({ host, ctx }: World): void => {
  const records = host.runtime.nodes.get(NODE)?.pods.get('uid-web');
  const running = records?.containers.findLast(({ state }) => state === 'running');
  if (!running) throw new Error('no running container');
  exitProcess(host, { node: ctx.node.name, uid: 'uid-web', id: running.id }, { code: 1, why: 'exit' });
};
const restarts = (world: World): number | undefined => findPod(world)?.status?.containerStatuses?.[0]?.restartCount;
const started = (): World => {
  const world = createWorld();
  addPod(world, webPod());
  runUntil(world, 5);
  return world;
};

describe('a kubelet that is cut off', () => {
  it('goes on, but its statuses and events wait until it is back', () => {
    const world = started();
    cutOffKubelet(world.host, NODE);
    const before = eventsOf(world).length;
    crash(world);
    runUntil(world, 30);
    expect([restarts(world), eventsOf(world).length]).toEqual([0, before]);
    reconnectKubelet(world.host, NODE);
    runUntil(world, 60);
    expect(restarts(world)).toBe(1);
    expect(eventsOf(world).join()).toContain('(x2)');
  });

  it('sees what happened to its pods when it is back', () => {
    const world = started();
    cutOffKubelet(world.host, NODE);
    changePod(world, (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-01-01T00:00:40Z', deletionGracePeriodSeconds: 30 },
    }));
    runUntil(world, 20);
    expect(findPod(world)?.status?.phase).toBe('Running');
    reconnectKubelet(world.host, NODE);
    runUntil(world, 40);
    expect(findPod(world)).toBeUndefined();
  });

  it('ends pods whose object is gone', () => {
    const world = started();
    cutOffKubelet(world.host, NODE);
    dropPod(world);
    runUntil(world, 20);
    expect(world.ctx.node.workers.size).toBe(1);
    reconnectKubelet(world.host, NODE);
    runUntil(world, 60);
    expect(world.ctx.node.workers.size).toBe(0);
  });

  it('starts pods that came meanwhile, and writes statuses again that others changed', () => {
    const world = started();
    cutOffKubelet(world.host, NODE);
    changePod(world, (pod) => ({
      ...pod,
      status: {
        ...pod.status,
        conditions: (pod.status?.conditions ?? []).map((each) => ({ ...each, status: 'False' })),
      },
    }));
    addPod(world, { ...webPod(), metadata: { ...webPod().metadata, name: 'late', uid: 'uid-late' } });
    runUntil(world, 20);
    reconnectKubelet(world.host, NODE);
    runUntil(world, 60);
    expect(findPod(world, 'late')?.status?.phase).toBe('Running');
    expect(findPod(world)?.status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
  });

  it('that is cut off again does not go on returning', () => {
    const world = started();
    expect([cutOffKubelet(world.host, NODE), cutOffKubelet(world.host, NODE)]).toEqual([true, false]);
    crash(world);
    runUntil(world, 10);
    expect([reconnectKubelet(world.host, NODE), reconnectKubelet(world.host, NODE)]).toEqual([true, false]);
    cutOffKubelet(world.host, NODE);
    runUntil(world, 60);
    expect(restarts(world)).toBe(0);
    expect([cutOffKubelet(world.host, 'n9'), reconnectKubelet(world.host, 'n9')]).toEqual([false, false]);
  });
});
