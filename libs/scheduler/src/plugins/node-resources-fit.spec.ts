/** NodeResourcesFit: what fits on a node of 10 CPUs, 20 bytes of memory, 5 units of A and 32 pods. */
import { describe, expect, it } from '@jest/globals';
import type { Container, PodSpec, ResourceList } from '#kube-api';
import { addBoundPod, addNode, createCluster, nodeOf, podOf } from '../../test/cluster.ts';
import { answers, scores } from '../../test/trial.ts';
import { createNodeInfo } from '../node-info.ts';
import { podRequest } from '../pod-request.ts';
import { leastAllocated, nodeResourcesFit } from './node-resources-fit.ts';

const A = 'example.com/a';
const CPU = 'Insufficient cpu';
const MEMORY = 'Insufficient memory';

const container = (requests: ResourceList, i = 0): Container => ({ name: `c${i}`, resources: { requests } });
const asking = (...all: ResourceList[]): Partial<PodSpec> => ({ containers: all.map(container) });
const withInit = (own: ResourceList, ...init: ResourceList[]): Partial<PodSpec> => ({
  containers: [container(own)],
  initContainers: init.map(container),
});
const use = (cpu: number, memory: number): ResourceList => ({ cpu: `${cpu}`, memory: `${memory}` });

function answerOf(used: ResourceList, spec: Partial<PodSpec>, pods = '32'): string | undefined {
  const cluster = createCluster();
  addNode(cluster, 'n1', { cpu: '10', memory: '20', pods, extra: { [A]: '5', 'hugepages-2Mi': '5' } });
  addBoundPod(cluster, 'there', { nodeName: 'n1', requests: used });
  return answers(cluster, podOf('p', { spec }))['n1'];
}

describe('a pod and a node that is in use', () => {
  it.each([
    ['nothing free', use(10, 20), asking(use(1, 1)), `${CPU}, ${MEMORY}`],
    ['the init container asks more', use(8, 0), withInit(use(1, 0), use(3, 0)), CPU],
    ['the highest init container counts', use(8, 0), withInit(use(1, 0), use(3, 0), use(2, 0)), CPU],
    ['memory of an init container', use(0, 19), withInit(use(0, 1), use(0, 3)), MEMORY],
    ['the maximum counts, not the sum', use(9, 19), withInit(use(1, 1), use(1, 1)), 'fits'],
    ['init containers run one after the other', use(9, 19), withInit(use(1, 1), use(1, 1), use(1, 1)), 'fits'],
    ['only cpu is short', use(9, 5), asking(use(2, 1)), CPU],
    ['exactly the free amount', use(5, 19), asking(use(5, 1)), 'fits'],
    ['exactly the free amount for an init container', use(5, 19), withInit(use(4, 1), use(5, 1)), 'fits'],
    ['more than the node has', { [A]: '0' }, asking({ [A]: '10' }), `Insufficient ${A} (final)`],
    ['more than is free', { [A]: '5' }, asking({ [A]: '1' }), `Insufficient ${A}`],
    ['containers add up', { [A]: '2' }, asking({ [A]: '2' }, { [A]: '3' }), `Insufficient ${A}`],
    [
      'containers add up beyond the node',
      { [A]: '2' },
      asking({ [A]: '3' }, { [A]: '3' }),
      `Insufficient ${A} (final)`,
    ],
    ['init containers do not add up', { [A]: '2' }, withInit({}, { [A]: '3' }, { [A]: '3' }), 'fits'],
    ['a resource that the node lacks', {}, asking({ 'example.com/b': '1' }), 'Insufficient example.com/b (final)'],
    ['huge pages', {}, asking({ 'hugepages-2Mi': '10' }), 'Insufficient hugepages-2Mi (final)'],
    ['a request beyond the node', {}, asking(use(11, 1)), `${CPU} (final)`],
  ])('%s', (_, used, spec, answer) => {
    expect(answerOf(used, spec)).toBe(answer);
  });

  it('refuses a pod that asks nothing when the node holds its maximum of pods', () => {
    expect(answerOf({}, asking({}), '1')).toBe('Too many pods');
  });

  it('gives the number of pods and the resource as reasons together', () => {
    expect(answerOf(use(10, 1), asking(use(1, 1)), '1')).toBe(`Too many pods, ${CPU}`);
  });
});

describe('hints', () => {
  const pod = podOf('p', { requests: { cpu: '4' } });
  const waiting = { pod, request: podRequest(pod) } as Parameters<
    NonNullable<typeof nodeResourcesFit.wokenBy.NodeAdd>
  >[0]; // all that they read
  const cluster = createCluster();

  it('wake the pod for a node only if it fits there', () => {
    const isWoken = (cpu: string) =>
      nodeResourcesFit.wokenBy.NodeAdd?.(waiting, { node: createNodeInfo(nodeOf('n', { cpu })) }, cluster.host);
    expect([isWoken('3'), isWoken('4')]).toEqual([false, true]);
  });

  it('wake the pod for a change of a node only if something that it needs grew', () => {
    const node = createNodeInfo(nodeOf('n', { cpu: '4', memory: '2Gi' }));
    const isWoken = (cpu: string, memory: string) =>
      nodeResourcesFit.wokenBy.NodeAllocatable?.(waiting, { node, before: nodeOf('n', { cpu, memory }) }, cluster.host);
    expect([isWoken('4', '1Gi'), isWoken('2', '2Gi')]).toEqual([false, true]);
  });
});

describe('LeastAllocated', () => {
  it('gives the emptier node the higher score', () => {
    const cluster = createCluster();
    for (const name of ['n1', 'n2']) addNode(cluster, name);
    addBoundPod(cluster, 'a', { nodeName: 'n1', requests: { cpu: '1', memory: '2Gi' } });
    addBoundPod(cluster, 'b', { nodeName: 'n2', requests: { cpu: '2', memory: '1Gi' } });
    const pod = podOf('p', { requests: { cpu: '500m', memory: '512Mi' } });
    expect(scores(cluster, pod, leastAllocated)).toEqual({ n1: 65, n2: 59 });
  });
});
