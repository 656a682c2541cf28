/** Tolerations of taints. */
import { describe, expect, it } from '@jest/globals';
import type { Toleration } from './pod.ts';
import { isTolerated } from './tolerations.ts';

const taint = { key: 'level', value: '5', effect: 'NoSchedule' as const };

describe('a taint', () => {
  it.each<[boolean, Toleration[] | undefined]>([
    [false, undefined],
    [false, []],
    [true, [{ key: 'other' }, { key: 'level', value: '5' }]],
    [false, [{ key: 'level' }]],
    [true, [{ key: 'level', operator: 'Gt', value: '4' }]],
    [false, [{ key: 'level', operator: 'Lt', value: '4' }]],
  ])('is tolerated: %s by %j', (expected, tolerations) => {
    expect(isTolerated(taint, tolerations)).toBe(expected);
  });
});
