/** The cluster takes commands at instants, works in bounded slices, and stops a simulation whose invariant breaks. */
import { describe, expect, test } from '@jest/globals';
import { InvariantError } from '#kernel';
import { createCluster, defaultEngines } from './cluster.ts';
import type { Command } from './command.ts';
import { createSimulation, type Simulation } from './simulation.ts';

const PODS = '/api/v1/namespaces/default/pods';
const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
});
const create = (name: string): Command => ({
  kind: 'request',
  request: { method: 'POST', path: PODS, body: pod(name) },
});
const get = (name: string): Command => ({ kind: 'request', request: { method: 'GET', path: `${PODS}/${name}` } });
const simulationOf = (): Simulation => createSimulation({ settings: { runtime: { areImagesPresent: true } } });
const typesOf = ({ timeline }: Simulation): string[] => timeline.entries.map(({ type }) => type);

describe('the cluster', () => {
  test('a pod that is posted is running a second later', () => {
    const cluster = createCluster();
    const simulation = simulationOf();
    cluster.advance(simulation, 100);
    cluster.apply(simulation, create('web'));
    cluster.advance(simulation, 2000);
    expect(cluster.apply(simulation, get('web'))).toMatchObject({
      response: { code: 200, body: { status: { phase: 'Running' } } },
    });
    expect(simulation.now).toBe(2000);
  });

  test('a write is a command that its effects point to; a read leaves no trace', () => {
    const cluster = createCluster();
    const simulation = simulationOf();
    cluster.apply(simulation, create('web'));
    const [command, added] = simulation.timeline.entries.slice(-2);
    expect(command).toMatchObject({ type: 'command', causes: [] });
    expect(added).toMatchObject({ type: 'pod.added', causes: [command?.seq] });
    const before = typesOf(simulation);
    cluster.apply(simulation, get('web'));
    expect(typesOf(simulation)).toEqual(before);
  });

  test('a refused write leaves no trace', () => {
    const cluster = createCluster();
    const simulation = simulationOf();
    const before = typesOf(simulation);
    const bad: Command = {
      kind: 'request',
      request: { method: 'POST', path: PODS, body: { ...pod('web'), spec: { containers: [] } } },
    };
    expect(cluster.apply(simulation, bad)).toMatchObject({ response: { code: 422 } });
    expect(typesOf(simulation)).toEqual(before);
  });

  test('a budget of steps cuts the way into slices that end at the same place', () => {
    const cluster = createCluster();
    const [whole, sliced] = [simulationOf(), simulationOf()];
    for (const simulation of [whole, sliced]) cluster.apply(simulation, create('web'));
    cluster.advance(whole, 5000);
    let slices = 0;
    while (!cluster.advance(sliced, 5000, 7).isReached) slices += 1;
    expect(slices).toBeGreaterThan(2);
    expect(typesOf(sliced)).toEqual(typesOf(whole));
  });

  test('a step handles one entry and moves the clock to it', () => {
    const cluster = createCluster();
    const simulation = simulationOf();
    expect(cluster.step(simulation)).toBe(true);
    expect(simulation.steps).toBe(1);
  });

  test('a fault that cannot be applied says why', () => {
    const cluster = createCluster();
    const command: Command = { kind: 'fault', fault: 'kill-sandbox', options: { namespace: 'default', pod: 'ghost' } };
    expect(cluster.apply(simulationOf(), command)).toEqual({
      kind: 'refused',
      message: 'no pod default/ghost in any runtime',
    });
  });

  test('a broken invariant stops this simulation with seed, time and step, and no other', () => {
    const engines = defaultEngines();
    const cluster = createCluster({
      ...engines,
      runtime: {
        handle: (host, entry) => {
          if (host.seed === 'unlucky') throw new InvariantError('two ready sandboxes');
          engines.runtime.handle(host, entry);
        },
      },
    });
    const [broken, sound] = ['unlucky', 'lucky'].map((seed) => createSimulation({ seed })) as [Simulation, Simulation]; // two seeds
    for (const simulation of [broken, sound]) cluster.apply(simulation, create('web'));
    expect(() => cluster.advance(broken, 5000)).toThrow(/^two ready sandboxes \(seed unlucky, at \d+ ms, step \d+\)$/);
    expect(() => cluster.step(broken)).toThrow('two ready sandboxes');
    expect(broken.failure).toMatchObject({ message: 'two ready sandboxes', seed: 'unlucky' });
    expect(cluster.advance(sound, 5000).isReached).toBe(true);
  });
});
