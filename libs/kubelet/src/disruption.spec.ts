/** The condition DisruptionTarget that the kubelet writes. */
import { describe, expect, it } from '@jest/globals';
import type { PodCondition, PodStatus } from '#kube-api';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld } from '../test/world.ts';
import { withDisruption } from './disruption.ts';
import type { OrderedEnding } from './pod-ending.ts';

const ready: PodCondition = { type: 'Ready', status: 'False' };
const gate: PodCondition = { type: 'example.com/gate', status: 'True' };

const target = { disruption: 'low on memory' };

/** The conditions as they are written beside `merged`, as `type reason` and time. */
function written(merged: PodStatus, api: PodStatus, more: Partial<OrderedEnding> = target): readonly string[] {
  const world = createWorld();
  const worker = addIdleWorker(world, pod());
  const texts = { reason: 'Evicted', message: 'low on memory' };
  worker.ending = { ...texts, isEviction: true, isAwaited: false, isTooLate: false, ...more };
  world.host.now = 60_000;
  const { conditions = [] } = withDisruption(world.ctx, worker, { api, merged });
  return conditions.map(({ type, reason = '', lastTransitionTime: time }) => `${type} ${reason} ${time ?? ''}`.trim());
}

const told = 'DisruptionTarget TerminationByKubelet 2026-01-01T00:01:00Z';

describe('a disruption', () => {
  it('is told when the pod is seen to have failed, behind the conditions of others', () => {
    expect(written({ phase: 'Failed', conditions: [gate, ready] }, { phase: 'Running', conditions: [gate] })).toEqual([
      'example.com/gate',
      told,
      'Ready',
    ]);
  });

  it('takes the place of what somebody else said of one, and keeps its time', () => {
    const other: PodCondition = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' };
    const since = { ...other, lastTransitionTime: '2026-01-01T00:00:30Z' };
    expect(written({ phase: 'Failed', conditions: [since, ready] }, { phase: 'Running', conditions: [since] })).toEqual(
      ['DisruptionTarget TerminationByKubelet 2026-01-01T00:00:30Z', 'Ready'],
    );
  });

  it.each<[string, PodStatus, PodStatus, Partial<OrderedEnding>]>([
    ['while something may run', { phase: 'Running' }, { phase: 'Running' }, target],
    ['once the phase was told without it', { phase: 'Failed' }, { phase: 'Failed' }, target],
    ['of a pod that went beyond its own limits', { phase: 'Failed' }, { phase: 'Running' }, {}],
    [
      'of a pod that was being ended already',
      { phase: 'Failed' },
      { phase: 'Running' },
      { ...target, isTooLate: true },
    ],
  ])('is not told %s', (_when, merged, api, more) => {
    expect(written({ ...merged, conditions: [ready] }, api, more)).toEqual(['Ready']);
  });
});
