/** The default profile. */
import { describe, expect, it } from '@jest/globals';
import type { FilterPlugin } from '#scheduler';
import { addNode, addPod, changeNode, createCluster, nodeNameOf, run, whyPending } from '../test/cluster.ts';
import { DEFAULT_PLUGINS } from './default-plugins.ts';
import { rejection } from './plugin.ts';

describe('the default plugins', () => {
  it('filter in the order of kube-scheduler', () => {
    expect(DEFAULT_PLUGINS.filters.map(({ name }) => name)).toEqual([
      'NodeUnschedulable',
      'NodeName',
      'TaintToleration',
      'NodeAffinity',
      'NodePorts',
      'NodeResourcesFit',
      'VolumeBinding',
      'PodTopologySpread',
      'InterPodAffinity',
    ]);
  });

  it('score with the weights of kube-scheduler', () => {
    expect(Object.fromEntries(DEFAULT_PLUGINS.scores.map(({ name, weight }) => [name, weight]))).toEqual({
      TaintToleration: 3,
      NodeAffinity: 2,
      NodeResourcesFit: 1,
      PodTopologySpread: 2,
      InterPodAffinity: 2,
      NodeResourcesBalancedAllocation: 1,
    });
  });

  it('can be extended by a plugin of one’s own', () => {
    const notBlue = rejection('OnlyBlue', 'node(s) were not blue', 'unresolvable');
    const onlyBlue: FilterPlugin = {
      name: 'OnlyBlue',
      prepare: () => ({ filter: ({ node }) => (node.metadata.labels?.['colour'] === 'blue' ? undefined : notBlue) }),
      wokenBy: { NodeAdd: () => true, NodeLabel: () => true },
    };
    const cluster = createCluster({ plugins: { filters: [...DEFAULT_PLUGINS.filters, onlyBlue] } });
    addNode(cluster, 'n1');
    addPod(cluster, 'p');
    run(cluster, 100);
    expect(whyPending(cluster, 'p')).toMatch(/^0\/1 nodes are available: 1 node\(s\) were not blue\. /);
    changeNode(cluster, 'n1', (node) => ({ ...node, metadata: { ...node.metadata, labels: { colour: 'blue' } } }));
    run(cluster, 100);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });
});
