/** Snapshots and forks: equal to where they came from, and independent of it. */
import { describe, expect, test } from '@jest/globals';
import { postPod } from '../test/post-pod.ts';
import { createCluster } from './cluster.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import { fork, hashOf, restore, snapshot } from './snapshot.ts';

const cluster = createCluster();

function running(): Simulation {
  const simulation = createSimulation();
  postPod(cluster, simulation);
  cluster.advance(simulation, 400);
  return simulation;
}

describe('a simulation as a value', () => {
  test('restored from its snapshot it is equal, and so is its future', () => {
    const [original, restored] = [running(), restore(snapshot(running()))];
    expect(hashOf(restored)).toBe(hashOf(original));
    for (const simulation of [original, restored]) cluster.advance(simulation, 10_000);
    expect(hashOf(restored)).toBe(hashOf(original));
  });

  test('a fork goes its own way', () => {
    const original = running();
    const before = hashOf(original);
    const other = fork(original);
    cluster.advance(other, 10_000);
    expect(hashOf(original)).toBe(before);
    cluster.advance(original, 10_000);
    expect(hashOf(other)).toBe(hashOf(original));
  });
});
