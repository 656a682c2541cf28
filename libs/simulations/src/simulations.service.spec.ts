/** Simulations as their users know them: commands, clocks, limits, failures. */
import { describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { planAt, type Address, type Instant, type Kernel } from '#kernel';
import { StatusError } from '#kube-api';
import { createCluster, defaultEngines, parseCondition, type Cluster, type Command } from '#cluster';
import { FakeWallClock } from '../test/fake-wall-clock.ts';
import { SimulationsService, type NewSimulation } from './simulations.service.ts';

Logger.overrideLogger(false);

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'main', image: 'nginx' }] },
};
const createPod: Command = {
  kind: 'request',
  request: { method: 'POST', path: '/api/v1/namespaces/default/pods', body: pod },
};

function served(cluster: Cluster = createCluster()): { service: SimulationsService; wall: FakeWallClock } {
  const wall = new FakeWallClock();
  return {
    wall,
    service: new SimulationsService(cluster, wall, { simulations: 3, nodes: 9, advance: 1e9, steps: 99 }),
  };
}

const running: NewSimulation = { clock: { mode: 'real-time', rate: 60 }, nodes: 1 };

function condition(text: string) {
  const parsed = parseCondition(text);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  return parsed.condition;
}

describe('simulations', () => {
  test('a running simulation moves with the wall clock, visit by visit', async () => {
    const { service, wall } = served();
    const { id, simulation } = service.create(running);
    await service.submit(id, createPod);
    wall.pass(1000);
    expect((await service.present(id)).simulation.now).toBe(60_000);
    expect(simulation.timeline.entries.some(({ type }) => type === 'runtime.StartContainer')).toBe(true);
  });

  test('an idle simulation owns no timer and no entry of the pacer', async () => {
    const { service, wall } = served();
    service.create(running);
    service.create({ nodes: 1, objects: [pod] });
    wall.pass(1000);
    expect(service.isPacing).toBe(false);
    expect(wall.timers).toBe(0);
  });

  test('a command is applied after the clock was brought to now', async () => {
    const { service, wall } = served();
    const { id, simulation } = service.create(running);
    wall.pass(500);
    await service.submit(id, createPod);
    expect(simulation.timeline.entries.find(({ type }) => type === 'pod.added')?.at).toBe(30_000);
  });

  test('watchers hear that the timeline has grown, and that the simulation was deleted', async () => {
    const { service } = served();
    const { id, changes } = service.create({ nodes: 1 });
    const heard: string[] = [];
    changes.subscribe({ next: () => heard.push('grew'), complete: () => heard.push('over') });
    await service.submit(id, createPod);
    service.delete(id);
    expect(heard).toEqual(['grew', 'over']);
    expect(() => service.get(id)).toThrow(`simulations "${id}" not found`);
  });

  test('the clock advances, steps and runs until a condition holds', async () => {
    const { service } = served();
    const { id } = service.create({ nodes: 1, objects: [pod] });
    expect(await service.control(id, { kind: 'step', count: 1 })).toMatchObject({ stepped: 1, steps: 1 });
    const until = await service.control(id, { kind: 'until', condition: condition('web Ready'), within: 60_000 });
    expect(until.met).toBe(true);
    expect(until.now).toBeLessThan(60_000);
    const { now } = await service.control(id, { kind: 'advance', by: 1000 });
    expect(now).toBe(until.now + 1000);
    const never = await service.control(id, { kind: 'until', condition: condition('web phase=Failed'), within: 5000 });
    expect(never).toMatchObject({ met: false, now: now + 5000 });
  });

  test('a clock is paused and resumed at another rate', async () => {
    const { service, wall } = served();
    const { id } = service.create(running);
    wall.pass(100);
    expect(await service.control(id, { kind: 'pause' })).toMatchObject({ mode: 'paused', now: 6000 });
    wall.pass(100);
    expect(service.clockOf(id).now).toBe(6000);
    await service.control(id, { kind: 'resume', rate: 0.1 });
    wall.pass(100);
    expect(service.clockOf(id)).toMatchObject({ mode: 'real-time', rate: 0.1, now: 6010 });
  });

  test('beyond the limit of simulations nothing is created', () => {
    const { service } = served();
    for (let i = 0; i < 3; i++) service.create({ nodes: 1 });
    expect(() => service.create()).toThrow('there are 3 simulations already, which is the limit: delete one first');
    expect(service.list()).toHaveLength(3);
  });

  test('more than the limits allow at once is refused', async () => {
    const { service } = served();
    expect(() => service.create({ nodes: 10 })).toThrow('nodes: at most 9 in a simulation, got 10');
    const { id } = service.create({ nodes: 1 });
    await expect(service.control(id, { kind: 'step', count: 100 })).rejects.toThrow('step: at most 99 entries at once');
    await expect(service.control(id, { kind: 'advance', by: 2e9 })).rejects.toThrow('advance: at most 277');
  });

  test('a simulation whose objects are refused is not created', () => {
    const { service } = served();
    expect(() => service.create({ objects: [{ ...pod, spec: {} }] })).toThrow(StatusError);
    expect(service.list()).toEqual([]);
  });

  test('the default simulation has its known id and stays', () => {
    const { service } = served();
    expect(service.createDefault().id).toBe('default');
    expect(() => service.delete('default')).toThrow('the default simulation cannot be deleted');
  });

  test('ids cannot be guessed', () => {
    const { service } = served();
    expect(service.create({ nodes: 1 }).id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a simulation whose invariant breaks', () => {
  const engines = defaultEngines();
  const broken = createCluster({
    ...engines,
    kubelet: {
      ...engines.kubelet,
      handle(host, entry) {
        if (host.seed === 'broken') throw new Error('one and one is three');
        engines.kubelet.handle(host, entry);
      },
    },
  });

  test('is stopped and says where, while others go on', async () => {
    const { service, wall } = served(broken);
    const bad = service.create({ ...running, seed: 'broken' });
    const good = service.create(running);
    let told = 0;
    bad.changes.subscribe(() => told++);
    for (const { id } of [bad, good]) await service.submit(id, createPod);
    wall.pass(1000);
    await expect(service.submit(bad.id, createPod)).rejects.toMatchObject({
      status: {
        code: 500,
        message: expect.stringMatching(/is stopped: one and one is three \(seed broken, at \d+ ms, step \d+\)$/),
      },
    });
    expect(told).toBeGreaterThan(1);
    expect(service.clockOf(bad.id).failure).toMatchObject({ message: 'one and one is three', seed: 'broken' });
    expect((await service.present(bad.id)).id).toBe(bad.id);
    expect((await service.present(good.id)).simulation.now).toBe(60_000);
    expect(service.clockOf(good.id).failure).toBeUndefined();
  });

  test('is what becomes of one that never leaves an instant', async () => {
    const spinning = createCluster({
      ...engines,
      scheduler: {
        ...engines.scheduler,
        handle: (host, { at, owner, kind, payload }) => void planAgain(host, { at, owner, kind, payload }),
      },
    });
    const { service } = served(spinning);
    const { id, simulation } = service.create({ nodes: 1 });
    Object.assign(simulation.settings, { stepsPerInstantMax: 2000 });
    const others = service.create({ nodes: 0 });
    const spin = service.control(id, { kind: 'advance', by: 1000 });
    expect(await service.control(others.id, { kind: 'advance', by: 1000 })).toMatchObject({ now: 1000 });
    await expect(spin).rejects.toThrow('more than 2000 steps at one instant');
  });
});

function planAgain(kernel: Kernel, { at, ...address }: Address & { readonly at: Instant }): void {
  planAt(kernel, at, address);
}
