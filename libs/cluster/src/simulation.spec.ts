/** A new simulation: nodes, namespaces, settings, and the same value from the same seed. */
import { describe, expect, test } from '@jest/globals';
import { parseTime } from '#kube-api';
import { listObjects } from '#object-store';
import { createSimulation, type SimulationOptions } from './simulation.ts';
import { hashOf } from './snapshot.ts';

const namesOf = (options: SimulationOptions, resource: string): string[] =>
  listObjects(createSimulation(options).store, resource).map(({ metadata }) => metadata.name);

describe('a new simulation', () => {
  test('has three nodes and the system namespaces', () => {
    expect(namesOf({}, 'nodes')).toEqual(['node-1', 'node-2', 'node-3']);
    expect(namesOf({}, 'namespaces')).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
  });

  test('has the nodes that are asked for, by number or by name', () => {
    expect(namesOf({ nodes: 1 }, 'nodes')).toEqual(['node-1']);
    expect(namesOf({ nodes: [{ name: 'alpha' }, { name: 'beta' }] }, 'nodes')).toEqual(['alpha', 'beta']);
  });

  test('is the same value from the same seed', () => {
    expect(hashOf(createSimulation({ seed: 'a' }))).toBe(hashOf(createSimulation({ seed: 'a' })));
    expect(hashOf(createSimulation({ seed: 'a' }))).not.toBe(hashOf(createSimulation({ seed: 'b' })));
  });

  test('begins at its epoch', () => {
    expect(createSimulation({ epoch: '2026-05-01T12:00:00Z' }).epoch).toBe(parseTime('2026-05-01T12:00:00Z'));
  });
});
