/** Random simulations keep the laws; the long form is `npm run sweep`. */
import { expect, test } from '@jest/globals';
import { createDice } from './dice.ts';
import { randomPod } from './random-pod.ts';
import { sweepOne } from './sweep.ts';

const SEEDS = 500;

test('five hundred random simulations keep every law at every step', () => {
  const broken = Array.from({ length: SEEDS }, (_, index) => sweepOne(`sweep-${index + 1}`)).filter(
    (one) => one !== undefined,
  );
  expect(broken).toEqual([]);
}, 120_000);

test('the same seed makes the same pod, another seed another', () => {
  const make = (seed: string): string => JSON.stringify(randomPod(createDice(seed), 'p'));
  expect(make('a')).toBe(make('a'));
  expect(make('a')).not.toBe(make('b'));
});
