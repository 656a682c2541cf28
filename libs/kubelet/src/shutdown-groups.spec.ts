/** Groups of pods at a shutdown. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../test/builders.ts';
import { defaultKubeletSettings } from './settings.ts';
import { groupIndexOf, shutdownGroups, type ShutdownSettings } from './shutdown-groups.ts';

const groups = (change: Partial<ShutdownSettings>): readonly string[] =>
  shutdownGroups({ ...defaultKubeletSettings, ...change }).map(({ priority, seconds }) => `${priority}: ${seconds} s`);

describe('the groups of a shutdown', () => {
  it.each<[string, Partial<ShutdownSettings>, readonly string[]]>([
    ['none by default', {}, []],
    [
      'ordinary and critical pods, who share the time',
      { shutdownGraceMs: 30_000, shutdownGraceCriticalPodsMs: 10_000 },
      ['0: 20 s', '2000000000: 10 s'],
    ],
    [
      'none when critical pods have more than there is',
      { shutdownGraceMs: 5000, shutdownGraceCriticalPodsMs: 6000 },
      [],
    ],
    [
      'those of a list, whatever its order',
      {
        shutdownGraceMs: 30_000,
        shutdownGraceByPodPriority: [
          { priority: 1000, seconds: 20 },
          { priority: 0, seconds: 60 },
        ],
      },
      ['0: 60 s', '1000: 20 s'],
    ],
  ])('are %s', (_which, change, expected) => {
    expect(groups(change)).toEqual(expected);
  });

  it.each([
    [-5, 10],
    [10, 10],
    [99, 10],
    [100, 100],
    [5000, 100],
  ])('a pod of priority %d goes with those from %d', (priority, expected) => {
    const all = [10, 100].map((each) => ({ priority: each, seconds: 1 }));
    expect(all[groupIndexOf(all, pod({ priority }))]?.priority).toBe(expected);
  });
});
