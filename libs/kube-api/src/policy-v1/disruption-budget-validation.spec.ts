/** Validation of disruption budgets. */
import { expect, it } from '@jest/globals';
import type { PodDisruptionBudget } from './disruption-budget.ts';
import { validateDisruptionBudget } from './disruption-budget-validation.ts';

const textsOf = (spec: PodDisruptionBudget['spec']): readonly string[] =>
  validateDisruptionBudget({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec }).map(
    ({ field, message }) => `${field}: ${message}`,
  );

it.each<[PodDisruptionBudget['spec'], string | undefined]>([
  [{ minAvailable: 1 }, undefined],
  [{ maxUnavailable: '50%' }, undefined],
  [{ minAvailable: 1, maxUnavailable: 1 }, 'minAvailable and maxUnavailable cannot be both set'],
  [{ minAvailable: -1 }, 'spec.minAvailable: Invalid value: -1: must be greater than or equal to 0'],
  [{ maxUnavailable: 'x' }, 'a valid percent string must be a numeric string'],
  [{ maxUnavailable: '101%' }, 'spec.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
])('a budget of %j says %s', (spec, text) => {
  const texts = textsOf(spec);
  expect(texts).toHaveLength(text === undefined ? 0 : 1);
  expect(texts.join()).toContain(text ?? '');
});
