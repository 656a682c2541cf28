/** Counting of pods by domain. */
import { describe, expect, it } from '@jest/globals';
import { addBoundPod, addNode, addPod, createCluster, podOf, run } from '../../test/cluster.ts';
import { countDomains, type Constraint } from './topology-spread.ts';

describe('domains', () => {
  it('count matching, live pods of the namespace, and know empty domains', () => {
    const cluster = createCluster();
    const constraint: Constraint = {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
    };
    for (const zone of ['a', 'b']) addNode(cluster, zone, { labels: { zone } });
    addNode(cluster, 'unlabelled');
    const labels = { app: 'web' };
    addBoundPod(cluster, 'counted', { nodeName: 'a', labels });
    addBoundPod(cluster, 'other-labels', { nodeName: 'a' });
    addBoundPod(cluster, 'other-namespace', { nodeName: 'a', labels, namespace: 'x' });
    addPod(cluster, 'nowhere', { labels, spec: { schedulerName: 'none' } });
    run(cluster, 10);
    expect(countDomains(cluster.host.scheduler.nodes, podOf('p'), constraint)).toEqual(
      new Map([
        ['a', 1],
        ['b', 0],
      ]),
    );
  });
});
