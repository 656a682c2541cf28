/** The words of an eviction. */
import { describe, expect, it } from '@jest/globals';
import { noUsage, type Usage } from '#runtime';
import { container, pod } from '../../test/builders.ts';
import { evictionTexts, amountText } from './eviction-message.ts';
import type { Observations, Signal, Starved } from './signals.ts';
import type { Threshold } from './thresholds.ts';

const Mi = 1_048_576;

function shortage(resource: Starved, signal: Signal, value: string, [available, capacity]: readonly [number, number]) {
  const threshold: Threshold = { name: signal, signal, isHard: true, value, reclaim: undefined, graceMs: 0 };
  return { resource, thresholds: [threshold], observations: { [signal]: { available, capacity } } as Observations }; // only this one is looked at
}

function stats(containers: Readonly<Record<string, Partial<Usage>>>) {
  const all = Object.entries(containers).map(([name, usage]) => [name, { ...noUsage, ...usage }] as const);
  return { total: all[0]?.[1] ?? noUsage, containers: new Map(all), volumes: new Map() };
}

const two = pod({
  containers: [container('app', { resources: { requests: { memory: '100Mi' } } }), container('side')],
});

describe('an eviction for memory', () => {
  const low = shortage('memory', 'memory.available', '100Mi', [92 * Mi, 8192 * Mi]);

  it('names every container that takes more than it asked for', () => {
    const used = stats({ app: { memory: 100 * Mi }, side: { memory: 1536 } });
    expect(evictionTexts(low, two, used)).toEqual({
      message:
        'The node was low on resource: memory. Threshold quantity: 100Mi, available: 92Mi. ' +
        'Container side was using 1536, request is 0, has larger consumption of memory. ',
      annotations: { offending_containers: 'side', offending_containers_usage: '1536', starved_resource: 'memory' },
    });
  });

  it('speaks of the pod where the request is the pod’s', () => {
    const whole = pod({ resources: { requests: { memory: '1Mi' } } });
    expect(evictionTexts(low, whole, stats({ app: { memory: 2 * Mi } })).message).toBe(
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 92Mi. ' +
        'Pod web was using 2Mi, request is 1Mi, has larger consumption of memory. ',
    );
  });

  it('knows no container of a pod without statistics', () => {
    expect(evictionTexts(low, two, undefined).annotations['offending_containers']).toBe('');
  });
});

it('an eviction for processes names no container, and a share as the number that it comes to', () => {
  const low = shortage('pids', 'pid.available', '10%', [1000, 32_768]);
  expect(evictionTexts(low, two, stats({ app: { pids: 30_000 } })).message).toBe(
    'The node was low on resource: pids. Threshold quantity: 3276, available: 1k. ',
  );
});

it.each([
  [0, 'BinarySI', '0'],
  [1_048_576, 'BinarySI', '1Mi'],
  [1_048_577, 'BinarySI', '1048577'],
  [2000, 'DecimalSI', '2k'],
] as const)('%d in %s reads %s', (amount, format, text) => {
  expect(amountText(amount, format)).toBe(text);
});
