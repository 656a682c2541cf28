/** Restart back-off: whether a container may start, and how long the next wait is. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SECOND } from '#kernel';
import { decideBackOff } from './crash-back-off.ts';
import type { BackOffEntry } from './kubelet-state.ts';
import { defaultKubeletSettings } from './settings.ts';

const s = SECOND;

interface Given {
  /** Seconds. */
  readonly now: number;
  readonly finishedAt?: number;
  readonly entry?: readonly [backOff: number, updatedAt: number];
}

function decide({ now, finishedAt, entry }: Given, settings = defaultKubeletSettings): string {
  const known: BackOffEntry | undefined = entry && { backOffMs: entry[0] * s, updatedAt: entry[1] * s };
  const times = { now: now * s, finishedAt: finishedAt === undefined ? undefined : finishedAt * s };
  const decision = decideBackOff(settings, known, times);
  if (decision.kind === 'wait') return `wait ${decision.backOffMs / s} s, until ${decision.until / s}`;
  return decision.entry
    ? `start, next ${decision.entry.backOffMs / s} s since ${decision.entry.updatedAt / s}`
    : 'start';
}

describe('the restart back-off', () => {
  it.each<[string, Given, string]>([
    ['a first start leaves no entry', { now: 5 }, 'start'],
    ['#155 a running instance leaves the entry as it was', { now: 100, entry: [20, 50] }, 'start, next 20 s since 50'],
    ['#155 the first restart is immediate', { now: 10, finishedAt: 10 }, 'start, next 10 s since 10'],
    ['#155 the second waits 10 s from the end', { now: 15, finishedAt: 15, entry: [10, 10] }, 'wait 10 s, until 25'],
    [
      'the wait is counted from the end, not from the last start',
      { now: 24, finishedAt: 15, entry: [10, 10] },
      'wait 10 s, until 25',
    ],
    [
      'at the end of the wait it starts and the wait doubles',
      { now: 25, finishedAt: 15, entry: [10, 10] },
      'start, next 20 s since 25',
    ],
    [
      'the wait stops growing at 300 s',
      { now: 900, finishedAt: 500, entry: [160, 400] },
      'start, next 300 s since 900',
    ],
    [
      'a longest wait stays the longest',
      { now: 900, finishedAt: 550, entry: [300, 400] },
      'start, next 300 s since 900',
    ],
    ['a run of just 600 s is not forgiven', { now: 700, finishedAt: 700, entry: [80, 100] }, 'wait 80 s, until 780'],
    ['a run of more than 600 s is', { now: 701, finishedAt: 701, entry: [80, 100] }, 'start, next 10 s since 701'],
    [
      'a shorter run is waited for, but the curve starts anew when the wait ends past 600 s',
      { now: 728, finishedAt: 640, entry: [80, 100] },
      'start, next 10 s since 728',
    ],
  ])('%s', (_situation, given, outcome) => {
    expect(decide(given)).toBe(outcome);
  });

  it('starts no higher than its maximum', () => {
    const settings = { ...defaultKubeletSettings, crashBackOffMaxMs: 2 * s };
    expect(decide({ now: 10, finishedAt: 10 }, settings)).toBe('start, next 2 s since 10');
  });

  it('waits 0, 10, 20, 40, 80, 160, 300 and 300 s when a container ends at once each time', () => {
    const waits: number[] = [];
    let now = 0;
    let entry: BackOffEntry | undefined;
    for (let crash = 0; crash < 8; crash++) {
      const finishedAt = now;
      const asked = decideBackOff(defaultKubeletSettings, entry, { now, finishedAt });
      if (asked.kind === 'wait') now = asked.until;
      waits.push((now - finishedAt) / s);
      const started = decideBackOff(defaultKubeletSettings, entry, { now, finishedAt });
      entry = started.kind === 'start' ? started.entry : undefined;
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('never waits longer than the maximum, and never after the wait is over', () => {
    const time = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(time, time, time, fc.integer({ min: 10, max: 300 }), (updated, run, pause, backOff) => {
        const finishedAt = (updated + run) * s;
        const entry = { backOffMs: backOff * s, updatedAt: updated * s };
        const decision = decideBackOff(defaultKubeletSettings, entry, { now: finishedAt + pause * s, finishedAt });
        if (decision.kind === 'wait') return decision.until > finishedAt + pause * s && decision.backOffMs <= 300 * s;
        return (
          decision.entry !== undefined && decision.entry.backOffMs >= 10 * s && decision.entry.backOffMs <= 300 * s
        );
      }),
      { seed: 1 },
    );
  });
});
