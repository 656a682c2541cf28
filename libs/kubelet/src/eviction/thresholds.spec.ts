/** Thresholds: when they are crossed, acted on and left again. */
import { describe, expect, it } from '@jest/globals';
import { defaultKubeletSettings } from '../settings.ts';
import { signalNames, type Observations, type Signal } from './signals.ts';
import {
  amountOf,
  isAnyCrossed,
  judge,
  noCrossings,
  thresholdsOf,
  type Crossings,
  type EvictionSettings,
} from './thresholds.ts';

const MINUTE = 60_000;
const Mi = 1_048_576;

const settings = (change: Partial<EvictionSettings> = {}): EvictionSettings => ({
  ...defaultKubeletSettings,
  evictionHard: { 'memory.available': '100Mi' },
  ...change,
});

/** Half of 1000Mi, or pieces, is left of everything but what is told. */
function left(told: Partial<Record<Signal, number>>): Observations {
  const entries = signalNames.map((name) => [name, { available: told[name] ?? 500 * Mi, capacity: 1000 * Mi }]);
  return Object.fromEntries(entries) as Observations; // one of each signal
}

/** `conditions; names of thresholds that are acted on` for each look at what is left of memory, in Mi. */
function looks(
  change: Partial<EvictionSettings>,
  ...seen: readonly (readonly [at: number, memory: number])[]
): string[] {
  let crossings: Crossings = noCrossings;
  return seen.map(([now, memory]) => {
    const observations = left({ 'memory.available': memory * Mi });
    const verdict = judge(settings(change), crossings, { observations, now });
    ({ crossings } = verdict);
    return [verdict.conditions.join(' '), verdict.met.map(({ name }) => name).join(', ')].join('; ');
  });
}

describe('the thresholds of a kubelet', () => {
  it('are the hard ones, then the soft ones', () => {
    const soft = { evictionSoft: { 'memory.available': '200Mi' }, evictionSoftGraceMs: { 'memory.available': MINUTE } };
    expect(thresholdsOf(settings(soft)).map(({ name, value, graceMs }) => [name, value, graceMs])).toEqual([
      ['hard memory.available', '100Mi', 0],
      ['soft memory.available', '200Mi', MINUTE],
    ]);
  });

  it('are by default those of memory and disk', () => {
    expect(thresholdsOf(defaultKubeletSettings).map(({ signal, value }) => `${signal}<${value}`)).toEqual([
      'memory.available<100Mi',
      'nodefs.available<10%',
      'nodefs.inodesFree<5%',
      'imagefs.available<15%',
      'imagefs.inodesFree<5%',
    ]);
  });

  it.each([
    ['100Mi', 104_857_600],
    ['10%', 100_000_001],
    ['50%', 500_000_000],
  ])('%s of 1 000 000 000 bytes are %d', (value, amount) => {
    expect(amountOf(value, 1_000_000_000)).toBe(amount);
  });
});

describe('a hard threshold', () => {
  it('is acted on as soon as less is left; exactly so much is enough', () => {
    expect(looks({}, [0, 100], [10_000, 99])).toEqual(['; ', 'MemoryPressure; hard memory.available']);
  });

  it('stays crossed until the minimum reclaim is free as well', () => {
    const change = { evictionMinimumReclaim: { 'memory.available': '50Mi' } } as const;
    expect(looks(change, [0, 120], [10_000, 99], [20_000, 120], [30_000, 150], [40_000, 120])).toEqual([
      '; ',
      'MemoryPressure; hard memory.available',
      'MemoryPressure; hard memory.available',
      'MemoryPressure; ',
      'MemoryPressure; ',
    ]);
    expect(isAnyCrossed(thresholdsOf(settings(change)), left({ 'memory.available': 120 * Mi }))).toBe(true);
    expect(isAnyCrossed(thresholdsOf(settings(change)), left({ 'memory.available': 150 * Mi }))).toBe(false);
  });
});

describe('a soft threshold', () => {
  const change = {
    evictionSoft: { 'memory.available': '200Mi' },
    evictionSoftGraceMs: { 'memory.available': MINUTE },
  } as const;

  it('gives the condition at once, and is acted on after its grace period', () => {
    expect(looks(change, [0, 150], [50_000, 150], [60_000, 150])).toEqual([
      'MemoryPressure; ',
      'MemoryPressure; ',
      'MemoryPressure; soft memory.available',
    ]);
  });

  it('begins anew when it was left meanwhile', () => {
    expect(looks(change, [0, 150], [30_000, 250], [60_000, 150])).toEqual([
      'MemoryPressure; ',
      'MemoryPressure; ',
      'MemoryPressure; ',
    ]);
  });
});

describe('a condition', () => {
  it('holds until it was not seen for five minutes', () => {
    expect(looks({}, [0, 50], [10_000, 500], [299_999, 500], [300_000, 500])).toEqual([
      'MemoryPressure; hard memory.available',
      'MemoryPressure; ',
      'MemoryPressure; ',
      '; ',
    ]);
  });
});

describe('several thresholds', () => {
  it('are acted on with memory first', () => {
    const hard = { 'nodefs.available': '10%', 'memory.available': '100Mi', 'pid.available': '1%' };
    const observations = left({ 'nodefs.available': 0, 'memory.available': 0, 'pid.available': 0 });
    const { met, conditions } = judge(settings({ evictionHard: hard }), noCrossings, { observations, now: 0 });
    expect(met.map(({ signal }) => signal)).toEqual(['memory.available', 'nodefs.available', 'pid.available']);
    expect(conditions).toEqual(['MemoryPressure', 'DiskPressure', 'PIDPressure']);
  });
});
