/** Eviction by NoExecute taints. */
import { describe, expect, it } from '@jest/globals';
import type { Taint, Toleration } from '#kube-api';
import { addNode, addPod, advance, createTrial, eventsOf, nodeOf, podOf, setNode } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { toleratedFor } from './taint-eviction.ts';

const taint: Taint = { key: 'maintenance', effect: 'NoExecute' };
const toleration = (tolerationSeconds?: number): Toleration => ({
  key: 'maintenance',
  operator: 'Exists',
  effect: 'NoExecute',
  ...(tolerationSeconds !== undefined && { tolerationSeconds }),
});
const setTaints = (host: ControllersHost, taints: readonly Taint[]): void => {
  setNode(host, { ...nodeOf(host, 'n1'), spec: { taints } });
};
const isGoing = (host: ControllersHost, name: string): boolean =>
  podOf(host, name)?.metadata.deletionTimestamp !== undefined;

const threePods = (): ControllersHost => {
  const host = createTrial();
  addNode(host, 'n1');
  addPod(host, 'none', { nodeName: 'n1' });
  addPod(host, 'minute', { nodeName: 'n1', tolerations: [toleration(60)] });
  addPod(host, 'ever', { nodeName: 'n1', tolerations: [toleration()] });
  advance(host, 1000);
  setTaints(host, [taint]);
  return host;
};

describe('how long a taint is tolerated', () => {
  it.each<[string, Taint[], Toleration[], number | undefined]>([
    ['not at all', [taint], [], 0],
    ['for ever', [taint], [toleration()], undefined],
    [
      'for the shortest of the times',
      [taint, { key: 'b', effect: 'NoExecute' }],
      [toleration(100), { key: 'b', operator: 'Exists', tolerationSeconds: 1 }],
      1000,
    ],
    ['not at all when one of two is not', [taint, { key: 'b', effect: 'NoExecute' }], [toleration()], 0],
    ['not below zero', [taint], [toleration(-5)], 0],
  ])('%s', (_text, taints, tolerations, time) => {
    expect(toleratedFor(taints, tolerations)).toBe(time);
  });
});

describe('a NoExecute taint', () => {
  it('evicts at once, after a while or never, as pods tolerate it', () => {
    const host = threePods();
    advance(host, 2000);
    expect(['none', 'minute', 'ever'].map((name) => isGoing(host, name))).toEqual([true, false, false]);
    advance(host, 62_000);
    expect(['minute', 'ever'].map((name) => isGoing(host, name))).toEqual([true, false]);
    expect(eventsOf(host, 'Pod', 'minute')).toEqual(['TaintManagerEviction: Marking for deletion Pod default/minute']);
    expect(podOf(host, 'minute')?.status?.conditions).toMatchObject([
      { type: 'DisruptionTarget', reason: 'DeletionByTaintManager' },
    ]);
  });

  it('that is taken off in time cancels the eviction', () => {
    const host = threePods();
    advance(host, 30_000);
    setTaints(host, []);
    advance(host, 120_000);
    expect(isGoing(host, 'minute')).toBe(false);
    expect(eventsOf(host, 'Pod', 'minute')).toEqual([
      'TaintManagerEviction: Cancelling deletion of Pod default/minute',
    ]);
  });

  it('that stands evicts pods that come later', () => {
    const host = threePods();
    advance(host, 2000);
    addPod(host, 'late', { nodeName: 'n1' });
    advance(host, 3000);
    expect(isGoing(host, 'late')).toBe(true);
  });
});
