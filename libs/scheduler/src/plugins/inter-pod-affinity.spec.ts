/** InterPodAffinity, filter and score. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import type { PodAffinityTerm, PodSpec } from '#kube-api';
import {
  addBoundPod,
  addNode,
  addPod,
  createCluster,
  deletePod,
  nodeNameOf,
  podOf,
  run,
  whyPending,
  type Cluster,
} from '../../test/cluster.ts';
import { answers, scores } from '../../test/trial.ts';
import { interPodAffinityScore } from './inter-pod-affinity.ts';

const NO_AFFINITY = "node(s) didn't match pod affinity rules (final)";
const OWN = "node(s) didn't match pod anti-affinity rules";
const THEIRS = "node(s) didn't satisfy existing pods anti-affinity rules";

const web = (more: Partial<PodAffinityTerm> = {}): PodAffinityTerm => ({
  labelSelector: { matchLabels: { app: 'web' } },
  topologyKey: 'zone',
  ...more,
});
const near = (...terms: PodAffinityTerm[]): Partial<PodSpec> => ({
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
});
const away = (...terms: PodAffinityTerm[]): Partial<PodSpec> => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
});
const prefer = (weight: number, term: PodAffinityTerm = web()) => [{ weight, podAffinityTerm: term }];

/** Nodes n1 in zone a, n2 in zone b, n3 without zone. */
function zones(): Cluster {
  const cluster = createCluster();
  addNode(cluster, 'n1', { labels: { zone: 'a' } });
  addNode(cluster, 'n2', { labels: { zone: 'b' } });
  addNode(cluster, 'n3');
  return cluster;
}

function zonesWithWeb(namespace = 'default'): Cluster {
  const cluster = zones();
  addBoundPod(cluster, 'web', { nodeName: 'n1', labels: { app: 'web' }, namespace });
  return cluster;
}

describe('required affinity', () => {
  it('admits the domain in which a matching pod runs', () => {
    expect(answers(zonesWithWeb(), podOf('p', { spec: near(web()) }))).toEqual({
      n1: 'fits',
      n2: NO_AFFINITY,
      n3: NO_AFFINITY,
    });
  });

  it('admits the first pod of a group everywhere where the key is', () => {
    const pod = podOf('p', { labels: { app: 'web' }, spec: near(web()) });
    expect(answers(zones(), pod)).toEqual({ n1: 'fits', n2: 'fits', n3: NO_AFFINITY });
  });

  it('refuses every node when nothing matches and the pod does not match its own term', () => {
    expect(answers(zones(), podOf('p', { spec: near(web()) }))).toEqual({
      n1: NO_AFFINITY,
      n2: NO_AFFINITY,
      n3: NO_AFFINITY,
    });
  });

  it('means the namespace of the pod unless the term names others', () => {
    const answerWith = (term: Partial<PodAffinityTerm>) => {
      const cluster = zonesWithWeb('shop');
      createObject(cluster.host, 'namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', labels: { team: 'a' } },
      });
      return answers(cluster, podOf('p', { spec: near(web(term)) }))['n1'];
    };
    expect(answerWith({})).toBe(NO_AFFINITY);
    expect(answerWith({ namespaces: ['shop'] })).toBe('fits');
    expect(answerWith({ namespaceSelector: {} })).toBe('fits');
    expect(answerWith({ namespaceSelector: { matchLabels: { team: 'b' } } })).toBe(NO_AFFINITY);
  });

  it('is met as soon as the other pod is there', () => {
    const cluster = zones();
    addPod(cluster, 'p', { spec: near(web()) });
    run(cluster, 1000);
    addBoundPod(cluster, 'web', { nodeName: 'n2', labels: { app: 'web' } });
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n2');
  });
});

describe('required anti-affinity', () => {
  it('refuses the domain in which a matching pod runs', () => {
    expect(answers(zonesWithWeb(), podOf('p', { spec: away(web()) }))).toEqual({ n1: OWN, n2: 'fits', n3: 'fits' });
  });

  it('of a pod that is there refuses the pods that it means', () => {
    const cluster = zones();
    addBoundPod(cluster, 'shy', { nodeName: 'n1', spec: away(web()) });
    expect(answers(cluster, podOf('p', { labels: { app: 'web' } }))).toEqual({ n1: THEIRS, n2: 'fits', n3: 'fits' });
    expect(answers(cluster, podOf('p', { labels: { app: 'db' } }))).toEqual({ n1: 'fits', n2: 'fits', n3: 'fits' });
  });

  it('ends when the other pod is deleted', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1', { labels: { zone: 'a' } });
    addBoundPod(cluster, 'shy', { nodeName: 'n1', spec: away(web()) });
    addPod(cluster, 'p', { labels: { app: 'web' } });
    run(cluster, 1000);
    expect(whyPending(cluster, 'p')).toContain(THEIRS);
    deletePod(cluster, 'shy');
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });
});

describe('preferences', () => {
  it('of the new pod draw it to others or away from them', () => {
    const spec = (kind: 'podAffinity' | 'podAntiAffinity'): Partial<PodSpec> => ({
      affinity: { [kind]: { preferredDuringSchedulingIgnoredDuringExecution: prefer(10) } },
    });
    expect(scores(zonesWithWeb(), podOf('p', { spec: spec('podAffinity') }), interPodAffinityScore)).toEqual({
      n1: 100,
      n2: 0,
      n3: 0,
    });
    expect(scores(zonesWithWeb(), podOf('p', { spec: spec('podAntiAffinity') }), interPodAffinityScore)).toEqual({
      n1: 0,
      n2: 100,
      n3: 100,
    });
  });

  it('of the pods that are there count as well, their required affinity with 1', () => {
    const cluster = zones();
    addBoundPod(cluster, 'fan', { nodeName: 'n1', spec: near(web()) });
    const friendly = { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: prefer(4) } };
    addBoundPod(cluster, 'friend', { nodeName: 'n2', spec: { affinity: friendly } });
    expect(scores(cluster, podOf('p', { labels: { app: 'web' } }), interPodAffinityScore)).toEqual({
      n1: 25,
      n2: 100,
      n3: 0,
    });
  });
});
