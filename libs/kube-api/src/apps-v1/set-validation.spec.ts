/** Validation of stateful sets and daemon sets. */
import { expect, it } from '@jest/globals';
import { defaultDaemonSet, defaultStatefulSet } from './set-defaults.ts';
import { validateDaemonSet, validateStatefulSet } from './set-validation.ts';

const labels = { app: 'a' };
const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }] } };
const spec = { selector: { matchLabels: labels }, template };
const metadata = { name: 'a' };
const textsOf = (errors: ReturnType<typeof validateDaemonSet>) =>
  errors.map(({ field, message }) => `${field}: ${message}`);

it('a stateful set selects its own pods, and names its ways', () => {
  const set = defaultStatefulSet({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec });
  expect(validateStatefulSet(set)).toEqual([]);
  expect(textsOf(validateStatefulSet({ ...set, spec: { ...set.spec, podManagementPolicy: 'X' } }))).toEqual([
    'spec.podManagementPolicy: Unsupported value: "X": supported values: "OrderedReady", "Parallel"',
  ]);
});

it('a daemon set selects its own pods', () => {
  const set = defaultDaemonSet({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec });
  expect(validateDaemonSet(set)).toEqual([]);
  expect(
    textsOf(validateDaemonSet({ ...set, spec: { ...set.spec, selector: { matchLabels: { app: 'b' } } } })),
  ).toEqual(['spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`']);
});
