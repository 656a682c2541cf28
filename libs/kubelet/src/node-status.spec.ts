/** What a kubelet reports about its node. */
import { describe, expect, it } from '@jest/globals';
import type { Node, NodeCondition } from '#kube-api';
import { createObject, getObject, updateObject } from '#object-store';
import { createWorld, eventsOf, NODE, plannedOf, runUntil, type World } from '../test/world.ts';
import { healthyConditions } from './node-conditions.ts';
import { reportNodeStatus, requestRound } from './node-status.ts';

const addNode = ({ host }: World, status?: NodeCondition['status']): Node => {
  const conditions = healthyConditions(host).map((condition) => (status ? { ...condition, status } : condition));
  const metadata = { name: NODE, uid: 'uid-node' };
  return createObject<Node>(host, 'nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata,
    spec: {},
    status: { conditions },
  });
};
const readyOf = ({ host }: World): NodeCondition | undefined =>
  (getObject(host.store, 'nodes', NODE) as Node).status?.conditions?.find(({ type }) => type === 'Ready');

describe('a healthy node', () => {
  it('is ready and under no pressure, since it has been so', () => {
    const world = createWorld();
    const before = healthyConditions(world.host);
    world.host.now = 60_000;
    const after = healthyConditions(world.host, before);
    expect(after.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'MemoryPressure=False',
      'DiskPressure=False',
      'PIDPressure=False',
      'Ready=True',
    ]);
    expect(after[3]).toMatchObject({
      lastTransitionTime: '2026-01-01T00:00:00Z',
      lastHeartbeatTime: '2026-01-01T00:01:00Z',
    });
  });

  it('makes no entry', () => {
    const world = createWorld();
    addNode(world);
    runUntil(world, 60);
    expect(plannedOf(world)).toEqual([]);
  });
});

describe('a cordon', () => {
  it('is reported in the next round, and so is its end', () => {
    const world = createWorld();
    const node = addNode(world);
    const cordoned = updateObject(world.host, 'nodes', { ...node, spec: { unschedulable: true } });
    runUntil(world, 12);
    updateObject(world.host, 'nodes', { ...cordoned, spec: {} });
    runUntil(world, 30);
    expect(eventsOf(world)).toEqual([
      'Normal NodeNotSchedulable: Node n1 status is now: NodeNotSchedulable',
      'Normal NodeSchedulable: Node n1 status is now: NodeSchedulable',
    ]);
  });
});

describe('after a cut', () => {
  it('the first report moves the heartbeat only, the second one puts the conditions right', () => {
    const world = createWorld();
    addNode(world, 'Unknown');
    world.ctx.node.link.isStale = true;
    requestRound(world.ctx);
    requestRound(world.ctx);
    runUntil(world, 5);
    expect(readyOf(world)).toMatchObject({ status: 'Unknown', lastHeartbeatTime: '2026-01-01T00:00:02Z' });
    runUntil(world, 15);
    expect(readyOf(world)).toMatchObject({ status: 'True', lastTransitionTime: '2026-01-01T00:00:12Z' });
    expect(eventsOf(world).map((event) => event.replace(/:.*/, ''))).toEqual([
      'Normal NodeHasSufficientMemory',
      'Normal NodeHasNoDiskPressure',
      'Normal NodeHasSufficientPID',
      'Normal NodeReady',
    ]);
  });

  it('nothing is said while the link is cut', () => {
    const world = createWorld();
    const node = addNode(world, 'Unknown');
    world.ctx.node.link.isCut = true;
    reportNodeStatus(world.ctx);
    expect(getObject(world.host.store, 'nodes', NODE)).toBe(node);
  });
});
