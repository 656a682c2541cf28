/** Deletion of victims. */
import { describe, expect, it } from '@jest/globals';
import { getObject } from '#object-store';
import { addBoundPod, addPod, createCluster, findPod, podOf, run, type PodFacts } from '../test/cluster.ts';
import { disrupt } from './eviction.ts';

function evicted(facts: PodFacts & { readonly nodeName?: string }) {
  const cluster = createCluster();
  const victim = facts.nodeName
    ? addBoundPod(cluster, 'v', { ...facts, nodeName: facts.nodeName })
    : addPod(cluster, 'v', facts);
  disrupt(cluster.host, { victim, preemptor: podOf('high'), nodeName: 'n1' });
  run(cluster, 100);
  return cluster;
}

describe('a victim', () => {
  it('is deleted with its own grace', () => {
    const cluster = evicted({ nodeName: 'n1', spec: { terminationGracePeriodSeconds: 5 } });
    expect(findPod(cluster, 'v').metadata).toMatchObject({
      deletionGracePeriodSeconds: 5,
      deletionTimestamp: '2026-11-23T12:00:05Z',
    });
  });

  it('is gone at once without grace, or before it was bound', () => {
    for (const facts of [
      { nodeName: 'n1', spec: { terminationGracePeriodSeconds: 0 } },
      { spec: { schedulerName: 'other' } },
    ])
      expect(getObject(evicted(facts).host.store, 'pods', 'default/v')).toBeUndefined();
  });

  it('that is terminating already is left alone', () => {
    const cluster = createCluster();
    const leaving = podOf('v', { spec: { nodeName: 'n1' } });
    disrupt(cluster.host, { victim: leaving, preemptor: podOf('high'), nodeName: 'n1' });
    run(cluster, 100);
    expect(cluster.host.timeline.entries).toEqual([]);
  });
});
