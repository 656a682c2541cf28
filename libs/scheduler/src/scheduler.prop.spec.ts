/** Laws of the scheduler over random clusters: nobody feasible waits for ever, and no node is promised twice. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashState } from '#kernel';
import type { Pod } from '#kube-api';
import { listObjects } from '#object-store';
import { addNode, addPod, createCluster, finishPod, nodeNameOf, run, type Cluster } from '../test/cluster.ts';
import { podRequest } from './pod-request.ts';

const NODE_CPU = 4;

type Step =
  | { readonly kind: 'pod'; readonly cpu: number; readonly priority: number }
  | { readonly kind: 'finish' | 'node' | 'wait'; readonly at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('pod' as const),
    cpu: fc.integer({ min: 0, max: NODE_CPU }),
    priority: fc.constantFrom(0, 0, 0, 10),
  }),
  fc.record({ kind: fc.constantFrom('finish' as const, 'node' as const, 'wait' as const), at: fc.nat(3000) }),
);

const podsOf = ({ host }: Cluster): Pod[] => listObjects(host.store, 'pods') as Pod[]; // pods holds Pods
const running = (cluster: Cluster): Pod[] =>
  podsOf(cluster).filter(({ spec, status }) => spec.nodeName && status?.phase !== 'Succeeded');

function play(steps: readonly Step[], check: (cluster: Cluster) => void = () => undefined): Cluster {
  const cluster = createCluster();
  addNode(cluster, 'first', { cpu: `${NODE_CPU}`, pods: '5' });
  for (const [i, one] of steps.entries()) {
    if (one.kind === 'pod')
      addPod(cluster, `p${i}`, {
        requests: { cpu: `${one.cpu}` },
        spec: { priority: one.priority, preemptionPolicy: 'Never' },
      });
    else if (one.kind === 'node') addNode(cluster, `n${i}`, { cpu: `${NODE_CPU}`, pods: '5' });
    else if (one.kind === 'wait') run(cluster, one.at);
    else finishOne(cluster, one.at);
    run(cluster, 1);
    check(cluster);
  }
  return cluster;
}

function finishOne(cluster: Cluster, at: number): void {
  const candidates = running(cluster);
  const chosen = candidates[at % Math.max(1, candidates.length)];
  if (chosen) finishPod(cluster, chosen.metadata.name);
}

function expectNoOvercommitment(cluster: Cluster): void {
  const used = new Map<string, { cpu: number; pods: number }>();
  for (const pod of running(cluster)) {
    const { cpu, pods } = used.get(pod.spec.nodeName ?? '') ?? { cpu: 0, pods: 0 };
    used.set(pod.spec.nodeName ?? '', { cpu: cpu + podRequest(pod).cpu, pods: pods + 1 });
  }
  for (const { cpu, pods } of used.values()) {
    expect(cpu).toBeLessThanOrEqual(NODE_CPU * 1000);
    expect(pods).toBeLessThanOrEqual(5);
  }
}

/** Lets every running pod end until nothing moves any more. */
function drain(cluster: Cluster): void {
  for (let pods = running(cluster); pods.length > 0; pods = running(cluster)) {
    for (const { metadata } of pods) finishPod(cluster, metadata.name);
    run(cluster, 20_000);
  }
}

describe('a random cluster', () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 40 });

  it('never has more on a node than the node has', () => {
    fc.assert(
      fc.property(steps, (all) => void play(all, expectNoOvercommitment)),
      { seed: 7, numRuns: 150 },
    );
  });

  it('binds every pod that fits an empty node in the end', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const cluster = play(all);
        run(cluster, 20_000);
        drain(cluster);
        expect(podsOf(cluster).filter(({ metadata }) => nodeNameOf(cluster, metadata.name) === undefined)).toEqual([]);
        expect(cluster.host.scheduler.queue.where.size).toBe(0);
        expect(cluster.host.scheduler.placement.size).toBe(0);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('plays the same twice', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const hashOf = ({ host }: Cluster): string => hashState([host.timeline, host.scheduler, host.drawHash]);
        expect(hashOf(play(all))).toBe(hashOf(play(all)));
      }),
      { seed: 7, numRuns: 30 },
    );
  });
});
