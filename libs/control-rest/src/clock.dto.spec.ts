/** Clock commands: from the DTO to what is meant. */
import { expect, test } from '@jest/globals';
import 'reflect-metadata';
import { clockCommandOf, type ClockDto } from './clock.dto.ts';

test.each<[ClockDto, object]>([
  [{ pause: true }, { kind: 'pause' }],
  [{ resume: {} }, { kind: 'resume', rate: 1 }],
  [{ resume: { rate: 60 } }, { kind: 'resume', rate: 60 }],
  [{ advance: '1h30m' }, { kind: 'advance', by: 5_400_000 }],
  [{ step: 5 }, { kind: 'step', count: 5 }],
  [{ until: 'web Ready' }, { kind: 'until', condition: expect.objectContaining({ pod: 'web' }), within: 3_600_000 }],
  [
    { until: 'Ready', within: '90s' },
    { kind: 'until', condition: expect.anything(), within: 90_000 },
  ],
])('%j means %j', (dto, command) => {
  expect(clockCommandOf(dto)).toEqual(command);
});

test.each<[ClockDto, string]>([
  [{}, 'exactly one of pause, resume, advance, step, until is allowed'],
  [{ within: '1s' }, 'exactly one of'],
  [{ step: 1, advance: '1s' }, 'Invalid value: "advance, step": exactly one of'],
  [{ pause: true, within: '1s' }, 'within: Forbidden: goes with until only'],
])('%j is refused', (dto, message) => {
  expect(() => clockCommandOf(dto)).toThrow(message);
});
