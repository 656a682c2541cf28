/** Reading conditions. */
import { describe, expect, it } from '@jest/globals';
import { findCondition, isConditionTrue } from './conditions.ts';

const ready = { type: 'Ready', status: 'True' };
const pressure = { type: 'MemoryPressure', status: 'Unknown' };

describe('a condition', () => {
  it('is found by its type', () => {
    expect(findCondition([ready, pressure], 'MemoryPressure')).toBe(pressure);
    expect(findCondition([ready], 'DiskPressure')).toBeUndefined();
    expect(findCondition(undefined, 'Ready')).toBeUndefined();
  });

  it.each([
    ['Ready', true],
    ['MemoryPressure', false],
    ['DiskPressure', false],
  ])('%s holds: %s', (type, holds) => {
    expect(isConditionTrue([ready, pressure], type)).toBe(holds);
  });
});
