/** Who is evicted first. */
import { describe, expect, it } from '@jest/globals';
import { noUsage, type Usage } from '#runtime';
import { container, pod } from '../../test/builders.ts';
import { rankPods, type Candidate } from './ranking.ts';

interface Given {
  readonly name: string;
  readonly priority?: number;
  readonly requests?: Readonly<Record<string, string>>;
  readonly usage?: Partial<Usage>;
}

function candidate({ name, priority, requests = {}, usage }: Given): Candidate {
  const total = { ...noUsage, ...usage };
  return {
    pod: pod({ containers: [container('app', { resources: { requests } })], ...(priority && { priority }) }, { name }),
    stats: usage && { total, containers: new Map([['app', total]]), volumes: new Map() },
  };
}

const order = (resource: Parameters<typeof rankPods>[1], ...given: readonly Given[]): string =>
  rankPods(given.map(candidate), resource)
    .map(({ pod: { metadata } }) => metadata.name)
    .join(' ');

describe('when memory is short', () => {
  it('a pod that takes more than it asked for goes before one that keeps to it, whatever their priorities', () => {
    const within = { name: 'within', requests: { memory: '100' }, usage: { memory: 90 } };
    expect(order('memory', within, { name: 'beyond', priority: 10, usage: { memory: 1 } })).toBe('beyond within');
  });

  it('then the one that matters less goes first, then the one that takes most beyond its request', () => {
    expect(
      order(
        'memory',
        { name: 'high', priority: 10, usage: { memory: 500 } },
        { name: 'small', requests: { memory: '100' }, usage: { memory: 150 } },
        { name: 'large', requests: { memory: '10' }, usage: { memory: 120 } },
      ),
    ).toBe('large small high');
  });

  it('a pod without statistics goes before all others', () => {
    expect(order('memory', { name: 'known', usage: { memory: 500 } }, { name: 'new', priority: 10 })).toBe('new known');
  });
});

it('when disk is short, files count against the request for them', () => {
  expect(
    order(
      'ephemeral-storage',
      { name: 'asked', requests: { 'ephemeral-storage': '100' }, usage: { ephemeralStorage: 90 } },
      { name: 'unasked', usage: { ephemeralStorage: 20 } },
    ),
  ).toBe('unasked asked');
});

it('when processes are short, the pod that matters less goes first, then the one with most of them', () => {
  expect(
    order(
      'pids',
      { name: 'high', priority: 10, usage: { pids: 500 } },
      { name: 'few', usage: { pids: 5 } },
      { name: 'many', usage: { pids: 50 } },
    ),
  ).toBe('many few high');
});
