/** The end of a namespace. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, createSimulation, type Command, type Simulation } from '#cluster';
import { getObject, listObjects } from '#object-store';

const request = (method: 'POST' | 'DELETE', path: string, body?: unknown): Command => ({
  kind: 'request',
  request: { method, path, ...(body === undefined ? {} : { body }) },
});

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', annotations: { 'podlab/behavior': '{"containers":{"app":{"onTerm":{"exitAfter":3}}}}' } },
  spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
};

/** A namespace with a running pod, deleted at 5 s, `seconds` after the beginning. */
function playUntil(seconds: number): Simulation {
  const cluster = createCluster();
  const simulation = createSimulation({
    nodes: 1,
    settings: { profile: 'textbook', runtime: { areImagesPresent: true } },
  });
  const root = '/api/v1/namespaces';
  cluster.apply(simulation, request('POST', root, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } }));
  cluster.apply(simulation, request('POST', `${root}/team/pods`, pod));
  cluster.advance(simulation, 5000);
  cluster.apply(simulation, request('DELETE', `${root}/team`));
  cluster.advance(simulation, seconds * 1000);
  return simulation;
}

const podOf = ({ store }: Simulation): ReturnType<typeof getObject> => getObject(store, 'pods', 'team/web');

describe('a namespace that is deleted', () => {
  it('keeps what is in it for five seconds', () => {
    const simulation = playUntil(9.9);
    expect(getObject(simulation.store, 'namespaces', 'team')).toMatchObject({ status: { phase: 'Terminating' } });
    expect(podOf(simulation)?.metadata.deletionTimestamp).toBeUndefined();
  });

  it('then deletes its pods with their own grace period, and everything else at once', () => {
    const simulation = playUntil(10.1);
    expect(podOf(simulation)?.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 });
    expect(listObjects(simulation.store, 'serviceaccounts', 'team')).toEqual([]);
  });

  it('goes with the last of them', () => {
    const simulation = playUntil(20);
    expect(podOf(simulation)).toBeUndefined();
    expect(getObject(simulation.store, 'namespaces', 'team')).toBeUndefined();
  });
});
