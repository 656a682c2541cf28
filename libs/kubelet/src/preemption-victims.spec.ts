/** Who is ended for a critical pod. */
import { describe, expect, it } from '@jest/globals';
import type { QosClass } from '#kube-api';
import { pod } from '../test/builders.ts';
import type { Shortage } from './pod-admission.ts';
import { victimsFor, type Holder } from './preemption-victims.ts';

const CRITICAL = 2_000_000_000;

/** `<name> <qos letter> <milli-CPUs> <bytes>`, such as `web U 500 100`: E best effort, U burstable, G guaranteed. */
function holder(text: string): Holder {
  const [name = '', qos = '', cpu = '', memory = '', priority = '0'] = text.split(' ');
  const qosClass = ({ E: 'BestEffort', U: 'Burstable', G: 'Guaranteed' } as Record<string, QosClass>)[qos];
  return {
    uid: name,
    pod: { ...pod({ priority: Number(priority) }, { name }), status: qosClass ? { qosClass } : {} },
    asked: { cpu: Number(cpu), memory: Number(memory), ephemeralStorage: 0, scalars: [], hostPorts: [] },
  };
}

const short = (name: string, amount: number): Shortage => ({ name, requested: amount, used: 1000, capacity: 1000 });

/** Names of the victims for what is short; or why there are none. */
function victims(shortages: readonly Shortage[], ...holders: readonly string[]): string {
  const found = victimsFor(pod({ priority: CRITICAL }), holders.map(holder), shortages);
  return 'error' in found ? found.error : found.map(({ uid }) => uid).join(' ');
}

describe('a critical pod', () => {
  it.each<[string, readonly Shortage[], readonly string[], string]>([
    ['takes one pod rather than two', [short('cpu', 500)], ['a U 300 0', 'b U 300 0', 'c U 500 0'], 'c'],
    ['takes the smaller of two that are enough', [short('cpu', 500)], ['large U 900 0', 'small U 600 0'], 'small'],
    ['takes burstable before guaranteed', [short('cpu', 500)], ['good G 500 0', 'fair U 900 0'], 'fair'],
    [
      'takes of the better class only what the lower one lacks',
      [short('cpu', 900)],
      ['good G 500 0', 'better G 900 0', 'fair U 400 0'],
      'fair good',
    ],
    [
      'takes places from pods that asked for nothing',
      [short('pods', 1)],
      ['good G 500 0', 'poor E 0 0', 'fair U 1 1'],
      'poor',
    ],
    [
      'weighs several needs alike',
      [short('cpu', 1000), short('memory', 10)],
      ['cpu U 1000 0', 'both U 500 10', 'memory U 0 10'],
      'both cpu',
    ],
    ['leaves its equals alone', [short('cpu', 500)], [`critical G 500 0 ${CRITICAL}`, 'fair U 500 0'], 'fair'],
  ])('%s', (_what, shortages, holders, expected) => {
    expect(victims(shortages, ...holders)).toBe(expected);
  });

  it('finds no room where nobody could give enough', () => {
    expect(victims([short('cpu', 500), short('memory', 10)], 'a U 300 100')).toBe(
      'no set of running pods found to reclaim resources: [(res: cpu, q: 200), ]',
    );
  });
});
