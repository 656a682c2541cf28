/** The search for feasible nodes. */
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PLUGINS } from '#scheduler';
import { addNode, addPod, createCluster, podOf, run } from '../test/cluster.ts';
import { answers, cycleOf } from '../test/trial.ts';
import { recordOf } from './cluster-cache.ts';
import { feasibleNodesToFind, filterNodes, prepareFilters } from './filter-nodes.ts';

describe('the number of feasible nodes that are enough', () => {
  it.each([
    [99, 99],
    [100, 100],
    [500, 230],
    [1000, 420],
    [5000, 500],
    [6000, 300],
  ])('of %d nodes is %d', (nodes, enough) => {
    expect(feasibleNodesToFind(nodes)).toBe(enough);
  });
});

describe('the search', () => {
  it('starts where the last one ended', () => {
    const cluster = createCluster();
    for (let i = 0; i < 300; i++) addNode(cluster, `n${i}`);
    const cycle = cycleOf(cluster, podOf('p'));
    const search = () => filterNodes(cycle, prepareFilters(cycle, DEFAULT_PLUGINS.filters)).feasible;
    const [first, second] = [search(), search()];
    expect([first.length, first[0]?.name, first.at(-1)?.name]).toEqual([144, 'n0', 'n143']);
    expect([second[0]?.name, cluster.host.scheduler.nextStart]).toEqual(['n144', 288]);
  });

  it('gives the first rejecting plugin only, in the order of the plugins', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1', spec: { unschedulable: true, taints: [{ key: 'k', effect: 'NoSchedule' }] } });
    expect(answers(cluster, podOf('p', { requests: { cpu: '2' } }))).toEqual({
      n1: 'node(s) were unschedulable (final)',
    });
  });

  it('counts pods nominated to a node unless they matter less than the new pod', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { cpu: '1' });
    const nominee = recordOf(podOf('nominee', { requests: { cpu: '1' }, spec: { priority: 5 } }));
    cluster.host.scheduler.nominated.set(nominee.uid, { nodeName: 'n1', record: nominee });
    const answerTo = (priority: number) =>
      answers(cluster, podOf('p', { requests: { cpu: '1' }, spec: { priority } }))['n1'];
    expect([answerTo(5), answerTo(6)]).toEqual(['Insufficient cpu', 'fits']);
    expect(cluster.host.scheduler.nodes[0]?.pods.size).toBe(0);
  });

  it('can be given other plugins', () => {
    const never = {
      name: 'Never',
      prepare: () => ({ filter: () => ({ plugin: 'Never', reasons: ['never'], unresolvable: true }) }),
      wokenBy: {},
    };
    const cluster = createCluster({ plugins: { filters: [...DEFAULT_PLUGINS.filters, never] } });
    addNode(cluster, 'n1');
    addPod(cluster, 'p');
    run(cluster, 100);
    expect(answers(cluster, podOf('q'), [never])).toEqual({ n1: 'never (final)' });
  });
});
