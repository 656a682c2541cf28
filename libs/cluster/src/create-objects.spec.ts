/** All of several objects, or none. */
import { describe, expect, test } from '@jest/globals';
import { createCluster } from './cluster.ts';
import { listObjects } from '#object-store';
import { createObjects } from './create-objects.ts';
import { createSimulation } from './simulation.ts';
import { hashOf } from './snapshot.ts';

const pod = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...more },
  spec: { containers: [{ name: 'main', image: 'nginx' }] },
});
const namespace = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

describe('creating several objects', () => {
  const cluster = createCluster();

  test('each is created, a later one inside the namespace that an earlier one made', () => {
    const simulation = createSimulation();
    const { results, refusal } = createObjects(cluster, simulation, [
      namespace('team'),
      pod('a', { namespace: 'team' }),
    ]);
    expect(refusal).toBeUndefined();
    expect(results).toMatchObject([
      { index: 0, kind: 'Namespace', name: 'team' },
      { index: 1, kind: 'Pod', name: 'a', namespace: 'team' },
    ]);
    expect(listObjects(simulation.store, 'pods', 'team')).toHaveLength(1);
  });

  test('an invalid one is a 422 that names document and field, and nothing is created', () => {
    const simulation = createSimulation();
    const before = hashOf(simulation);
    const { results, refusal } = createObjects(cluster, simulation, [pod('good'), pod('Not_A_Name')]);
    expect(refusal).toMatchObject({ code: 422, reason: 'Invalid' });
    expect(refusal?.details?.causes?.[0]?.field).toBe('documents[1].metadata.name');
    expect(results.map((result) => result.refusal !== undefined)).toEqual([false, true]);
    expect(hashOf(simulation)).toBe(before);
  });

  test('the same name twice is a conflict and creates neither', () => {
    const simulation = createSimulation();
    const { refusal } = createObjects(cluster, simulation, [pod('a'), pod('a')]);
    expect(refusal).toMatchObject({ code: 409, reason: 'AlreadyExists' });
    expect(listObjects(simulation.store, 'pods')).toEqual([]);
  });

  test('a single one is refused in the words of the API server', () => {
    const { refusal } = createObjects(cluster, createSimulation(), [{ apiVersion: 'v1', kind: 'Nothing' }]);
    expect(refusal?.message).toBe('no matches for kind "Nothing" in version "v1"');
  });

  test('no document at all is a 400', () => {
    expect(() => createObjects(cluster, createSimulation(), [null])).toThrow('the body has no manifest in it');
  });
});
