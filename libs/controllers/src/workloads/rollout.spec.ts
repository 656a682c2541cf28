/** The arithmetic of rolling updates. */
import { describe, expect, it } from '@jest/globals';
import type { DeploymentSpec, IntOrPercent, ReplicaSet } from '#kube-api';
import {
  availableIn,
  availableOf,
  countIn,
  maxSurge,
  maxUnavailable,
  newReplicas,
  removable,
  scaleProportionally,
  shrinkOld,
  wantedBy,
  wantedOf,
} from './rollout.ts';

const spec = (replicas: number, surge: IntOrPercent = '25%', unavailable: IntOrPercent = '25%'): DeploymentSpec => ({
  replicas,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
  template: { spec: { containers: [] } },
});
const set = (name: string, replicas: number, available = replicas): ReplicaSet => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name },
  spec: { replicas, template: { spec: { containers: [] } } },
  status: { availableReplicas: available },
});
const sizes = (map: ReadonlyMap<ReplicaSet, number>): readonly string[] =>
  [...map].map(([{ metadata }, size]) => `${metadata.name}=${size}`);

describe('a rolling update', () => {
  it.each([
    [3, '25%', '25%', 1, 0],
    [10, '25%', '25%', 3, 2],
    [4, 0, 0, 0, 1],
    [4, 2, 1, 2, 1],
    [0, 1, 1, 1, 0],
  ] as const)(
    'of %i replicas with surge %s and unavailable %s may have %i more and %i less',
    (replicas, s, u, more, less) => {
      expect([maxSurge(spec(replicas, s, u)), maxUnavailable(spec(replicas, s, u))]).toEqual([more, less]);
    },
  );

  it('that recreates has neither', () => {
    const recreate: DeploymentSpec = { ...spec(4), strategy: { type: 'Recreate' } };
    expect([maxSurge(recreate), maxUnavailable(recreate), newReplicas(recreate, [], 0)]).toEqual([0, 0, 4]);
  });

  it('grows the newest replica set as far as the surge allows', () => {
    expect(newReplicas(spec(3), [], 0)).toBe(3);
    expect(newReplicas(spec(3), [set('old', 3)], 0)).toBe(1);
    expect(newReplicas(spec(3), [set('old', 3), set('new', 1)], 1)).toBe(1);
  });

  it('shrinks the old ones while enough pods are available', () => {
    expect(sizes(shrinkOld(spec(3), [set('old', 3)], set('new', 1, 0)))).toEqual([]);
    expect(sizes(shrinkOld(spec(3), [set('old', 3)], set('new', 1)))).toEqual(['old=2']);
    expect(removable(spec(3), [set('old', 3), set('new', 1)], set('new', 1))).toBe(1);
  });

  it('takes pods first that are not available', () => {
    expect(sizes(shrinkOld(spec(10), [set('broken', 4, 0), set('old', 8)], set('new', 0)))).toEqual(['broken=0']);
  });

  it('shares a new number of replicas by size', () => {
    const active = [set('old', 8), set('new', 4)];
    expect(sizes(scaleProportionally(spec(20), active, () => 12))).toEqual(['old=17', 'new=8']);
    expect(sizes(scaleProportionally(spec(0), active, () => 12))).toEqual(['old=0', 'new=0']);
  });

  it('counts', () => {
    const all = [set('a', 2, 1), set('b', 3)];
    expect([wantedBy(all), availableIn(all), countIn(all, wantedOf), availableOf(set('a', 2, 1))]).toEqual([
      5, 4, 5, 1,
    ]);
  });
});
