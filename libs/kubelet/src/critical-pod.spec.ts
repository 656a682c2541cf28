/** Pods that a node cannot do without. */
import { expect, it } from '@jest/globals';
import { pod } from '../test/builders.ts';
import { CRITICAL_PRIORITY, isCritical, isPreemptable } from './critical-pod.ts';

const annotated = (name: string, value: string) =>
  pod({}, { annotations: { [`kubernetes.io/config.${name}`]: value } });
const withPriority = (priority: number) => pod({ priority });

it.each([
  ['an ordinary pod', pod(), false],
  ['one just below the system priorities', withPriority(CRITICAL_PRIORITY - 1), false],
  ['one of a system priority', withPriority(CRITICAL_PRIORITY), true],
  ['a static pod', annotated('source', 'file'), true],
  ['a pod of the API', annotated('source', 'api'), false],
  ['a mirror of a static pod', annotated('mirror', 'hash'), true],
])('%s: critical %s', (_which, one, expected) => {
  expect(isCritical(one)).toBe(expected);
});

it.each([
  ['an ordinary pod for a critical one', withPriority(CRITICAL_PRIORITY), withPriority(1), true],
  [
    'a critical pod for a more critical one',
    withPriority(CRITICAL_PRIORITY + 1),
    withPriority(CRITICAL_PRIORITY),
    true,
  ],
  ['a critical pod for its equal', withPriority(CRITICAL_PRIORITY), withPriority(CRITICAL_PRIORITY), false],
])('%s may be ended: %s', (_which, preemptor, other, expected) => {
  expect(isPreemptable(preemptor, other)).toBe(expected);
});
