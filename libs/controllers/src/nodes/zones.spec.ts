/** Failure zones. */
import { describe, expect, it } from '@jest/globals';
import type { Node, NodeCondition } from '#kube-api';
import { addNode, createTrial } from '../../test/trial.ts';
import { taintInterval, zoneCondition, zoneOf, zonesOf } from './zones.ts';

const nodes = (ready: number, notReady: number): readonly Node[] => {
  const host = createTrial();
  const some = (count: number, prefix: string, status: NodeCondition['status']): readonly Node[] =>
    Array.from({ length: count }, (_, i) => addNode(host, `${prefix}${i}`, { ready: status }));
  return [...some(ready, 'r', 'True'), ...some(notReady, 'u', 'Unknown')];
};

describe('a zone', () => {
  it.each([
    [3, 0, 'Normal'],
    [1, 2, 'Normal'],
    [1, 3, 'PartialDisruption'],
    [3, 3, 'Normal'],
    [0, 1, 'FullDisruption'],
  ] as const)('with %i nodes ready and %i not is in %s', (ready, notReady, condition) => {
    expect(zoneCondition(nodes(ready, notReady))).toBe(condition);
  });

  it('is tainted a node every ten seconds, slower or not at all when much of it is lost', () => {
    expect(taintInterval(nodes(2, 1))).toBe(10_000);
    expect(taintInterval(nodes(1, 3))).toBeUndefined();
    expect(taintInterval(nodes(10, 50))).toBe(100_000);
  });

  it('is named by its labels; excluded nodes do not count', () => {
    const host = createTrial();
    const labels = { 'topology.kubernetes.io/region': 'eu', 'topology.kubernetes.io/zone': 'a' };
    const a = addNode(host, 'a', { labels });
    const excluded = addNode(host, 'b', { labels: { 'node.kubernetes.io/exclude-disruption': '' } });
    expect(zoneOf(a)).toBe('eu:a');
    expect([...zonesOf([a, excluded]).keys()]).toEqual(['eu:a']);
  });
});
