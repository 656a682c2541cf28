/** PodTopologySpread, filter and score. */
import { describe, expect, it } from '@jest/globals';
import type { Pod, PodSpec } from '#kube-api';
import { addBoundPod, addNode, changePod, createCluster, podOf, type Cluster } from '../../test/cluster.ts';
import { answers, scores } from '../../test/trial.ts';
import { podTopologySpreadScore } from './pod-topology-spread.ts';
import type { Constraint } from './topology-spread.ts';

const SELECTOR = { matchLabels: { app: 'web' } };

/** Nodes n1, n2, ... with a `host` label each, a zone, and so many matching pods. */
function cluster(
  ...nodes: readonly { readonly pods: number; readonly zone?: string; readonly labels?: Record<string, string> }[]
): Cluster {
  const made = createCluster();
  for (const [i, { pods, zone = 'z', labels = {} }] of nodes.entries()) {
    const nodeName = `n${i + 1}`;
    addNode(made, nodeName, { labels: { host: nodeName, zone, ...labels } });
    for (let k = 0; k < pods; k++) addBoundPod(made, `${nodeName}-${k}`, { nodeName, labels: SELECTOR.matchLabels });
  }
  return made;
}

const counts = (...pods: number[]): Cluster => cluster(...pods.map((n) => ({ pods: n })));

function spreading(
  constraint: Partial<Constraint>,
  { labels = SELECTOR.matchLabels as Record<string, string>, spec = {} as Partial<PodSpec> } = {},
): Pod {
  const whole: Constraint = {
    maxSkew: 1,
    topologyKey: 'host',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: SELECTOR,
    ...constraint,
  };
  return podOf('p', { labels, spec: { ...spec, topologySpreadConstraints: [whole] } });
}

const fitting = (made: Cluster, pod: Pod): string[] =>
  Object.entries(answers(made, pod)).flatMap(([name, answer]) => (answer === 'fits' ? [name] : []));

const onlyNodes = (...values: string[]): Partial<PodSpec> => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'host', operator: 'In', values }] }],
      },
    },
  },
});

describe('hard spread over hosts', () => {
  it('admits the empty node only at a skew of 1', () => {
    expect(fitting(counts(2, 1, 0, 3), spreading({}))).toEqual(['n3']);
  });

  it('admits nodes with one and none at a skew of 2', () => {
    expect(fitting(counts(2, 1, 0, 3), spreading({ maxSkew: 2 }))).toEqual(['n2', 'n3']);
  });

  it('does not count the new pod itself when it does not match its own selector', () => {
    expect(fitting(counts(2, 1, 0, 3), spreading({}, { labels: {} }))).toEqual(['n2', 'n3']);
  });

  it('leaves nodes out of the count that node affinity excludes', () => {
    expect(fitting(counts(2, 1, 0, 3), spreading({}, { spec: onlyNodes('n1', 'n4') }))).toEqual(['n1']);
  });

  it('counts nodes that node affinity excludes when the policy says so', () => {
    const made = cluster({ pods: 1 }, { pods: 1 }, { pods: 0 }, { pods: 1 });
    expect(fitting(made, spreading({ nodeAffinityPolicy: 'Ignore' }, { spec: onlyNodes('n1', 'n2', 'n4') }))).toEqual(
      [],
    );
    expect(fitting(made, spreading({}, { spec: onlyNodes('n1', 'n2', 'n4') }))).toEqual(['n1', 'n2', 'n4']);
  });

  it('does not count pods that are terminating', () => {
    const made = cluster({ pods: 1 }, { pods: 1 });
    changePod(made, 'n1-0', (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-11-23T12:00:00Z' },
    }));
    expect(fitting(made, spreading({}))).toEqual(['n1']);
  });

  it('refuses nodes without the label for good', () => {
    const { n1, n2 } = answers(
      cluster({ pods: 0 }, { pods: 0, labels: { rack: 'r' } }),
      spreading({ topologyKey: 'rack' }),
    );
    expect(n1).toBe("node(s) didn't match pod topology spread constraints (missing required label) (final)");
    expect(n2).toBe('fits');
  });

  it('leaves the refusal for skew open to preemption', () => {
    expect(answers(counts(1, 0), spreading({}))['n1']).toBe("node(s) didn't match pod topology spread constraints");
  });

  it('lets a tainted empty domain lower the minimum by default', () => {
    const made = counts(1);
    addNode(made, 'n2', { labels: { host: 'n2' }, spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } });
    expect(fitting(made, spreading({}))).toEqual([]);
    expect(fitting(made, spreading({ nodeTaintsPolicy: 'Honor' }))).toEqual(['n1']);
  });
});

describe('minimum of domains', () => {
  it.each([
    ['fewer domains than wanted', counts(2, 2, 1), { maxSkew: 2, minDomains: 4 }, ['n3']],
    ['as many domains as wanted', counts(2, 2, 1), { maxSkew: 2, minDomains: 2 }, ['n1', 'n2', 'n3']],
  ])('%s', (_, made, constraint, expected) => {
    expect(fitting(made, spreading(constraint))).toEqual(expected);
  });

  const twoZones = (): Cluster =>
    cluster({ pods: 1, zone: 'a' }, { pods: 1, zone: 'a' }, { pods: 1, zone: 'b' }, { pods: 0, zone: 'b' });

  it('counts the global minimum as none when zones are missing', () => {
    expect(fitting(twoZones(), spreading({ topologyKey: 'zone', maxSkew: 2, minDomains: 3 }))).toEqual(['n3', 'n4']);
    expect(fitting(twoZones(), spreading({ topologyKey: 'zone', maxSkew: 2, minDomains: 1 }))).toEqual([
      'n1',
      'n2',
      'n3',
      'n4',
    ]);
  });

  it('leaves an excluded node out of its zone', () => {
    const made = cluster(
      { pods: 0, zone: 'a' },
      { pods: 2, zone: 'a' },
      { pods: 0, zone: 'b' },
      { pods: 1, zone: 'b' },
    );
    const pod = spreading({ topologyKey: 'zone' }, { spec: onlyNodes('n1', 'n3', 'n4') });
    expect(fitting(made, pod)).toEqual(['n1']);
  });
});

describe('soft spread', () => {
  it('scores domains with fewer matching pods higher and nodes without the label lowest', () => {
    const made = counts(2, 1, 0);
    addNode(made, 'n4');
    expect(scores(made, spreading({ whenUnsatisfiable: 'ScheduleAnyway' }), podTopologySpreadScore)).toEqual({
      n1: 0,
      n2: 33,
      n3: 100,
      n4: 0,
    });
  });
});
