/** The numbered cases of the phase of a pod. A and B are regular, X is an init container, Y a sidecar. */
import { describe, expect, test } from '@jest/globals';
import type { PodPhase, RestartPolicy } from '#kube-api';
import { phase, type Policies } from '../test/phase-text.ts';

type Row = readonly [row: string, policies: string, text: string, phase: PodPhase];

/** Every policy of a row such as `Always/OnFailure`; `any` is all of them. */
const policiesOf = (text: string): readonly RestartPolicy[] =>
  (text === 'any' ? 'Always/OnFailure/Never' : text).split('/') as RestartPolicy[]; // as the rows spell them

const phasesOf = ([, policies, text]: Row, more: Parameters<typeof phase>[2] = {}): readonly PodPhase[] => [
  ...new Set(policiesOf(policies).map((policy) => phase(policy, text, more))),
];

describe('the phase', () => {
  test.each<Row>([
    ['#61', 'Always', 'A is missing, B is missing', 'Pending'],
    ['#62', 'any', 'A runs, B runs', 'Running'],
    ['#63', 'Always', 'A succeeded, B succeeded', 'Running'],
    ['#66', 'Always', 'A runs, B is missing', 'Pending'],
    ['#67', 'any', 'A runs, B waits', 'Pending'],
    ['#68', 'Always/OnFailure', 'A runs, B waits after success', 'Running'],
    ['#69', 'OnFailure', 'A failed, B failed', 'Running'],
    ['#70', 'OnFailure/Never', 'A succeeded, B succeeded', 'Succeeded'],
    ['#71', 'Never', 'A failed, B failed', 'Failed'],
    ['#72', 'Never', 'A runs, B succeeded', 'Running'],
  ])('%s %s: %s is %s', (...row) => {
    expect(phasesOf(row)).toEqual([row[3]]);
  });

  test.each<Row>([
    ['#64', 'Always', 'A succeeded, B succeeded', 'Succeeded'],
    ['#65', 'Always', 'A succeeded, B failed', 'Failed'],
    ['#82', 'Always', 'Y failed, A succeeded, B succeeded', 'Succeeded'],
  ])('%s %s, terminal: %s is %s', (...row) => {
    expect(phasesOf(row, { isTerminal: true })).toEqual([row[3]]);
  });
});

describe('the phase with an init container', () => {
  test.each<Row>([
    ['#73', 'Always', 'X runs, A waits', 'Pending'],
    ['#73', 'Always', 'X failed, A waits', 'Pending'],
    ['#73', 'Always', 'X waits after success, A waits', 'Pending'],
    ['#73', 'Always', 'X waits after failure, A waits', 'Pending'],
    ['#73', 'Always', 'X waits, A waits', 'Pending'],
    ['#74', 'Never', 'X failed, A waits', 'Failed'],
    ['#74', 'Never', 'X waits after failure, A waits', 'Failed'],
    ['#75', 'Never', 'X waits after success, A waits', 'Pending'],
    ['#76', 'any', 'X succeeded, A runs, B runs', 'Running'],
  ])('%s %s: %s is %s', (...row) => {
    expect(phasesOf(row)).toEqual([row[3]]);
  });
});

describe('the phase with a sidecar', () => {
  test.each<Row>([
    ['#77', 'Always', 'Y runs unstarted, A runs, B runs', 'Running'],
    ['#79', 'any', 'Y runs, A runs, B is missing', 'Pending'],
    ['#80', 'Never', 'Y runs, A succeeded, B succeeded', 'Running'],
    ['#80', 'Never', 'Y runs unstarted, A succeeded, B succeeded', 'Running'],
    ['#81', 'Never', 'Y succeeded, A succeeded, B succeeded', 'Succeeded'],
    ['#81', 'Never', 'Y failed, A succeeded, B succeeded', 'Succeeded'],
    ['#81', 'Never', 'Y waits after success, A succeeded, B succeeded', 'Succeeded'],
    ['#81', 'Never', 'Y waits after failure, A succeeded, B succeeded', 'Succeeded'],
    ['#83', 'Always', 'X succeeded, Y runs unstarted, A succeeded', 'Running'],
  ])('%s %s, initialized: %s is %s', (...row) => {
    expect(phasesOf(row)).toEqual([row[3]]);
  });

  test.each<Row>([
    ['#78', 'Always', 'Y runs unstarted, A runs, B runs', 'Pending'],
    ['#83', 'Always', 'X succeeded, Y runs unstarted, A succeeded', 'Pending'],
  ])('%s %s, not initialized in this sandbox: %s is %s', (...row) => {
    expect(phasesOf(row, { hasActiveRegular: false })).toEqual([row[3]]);
  });
});

describe('the phase with policies of containers', () => {
  test.each<readonly [string, RestartPolicy, Policies, string, PodPhase]>([
    ['#84', 'Always', { A: 'Never' }, 'A failed', 'Failed'],
    ['#85', 'Always', { A: 'OnFailure' }, 'A failed', 'Running'],
    ['#86', 'Never', { A: 'Always' }, 'A succeeded, B failed', 'Running'],
    ['#87', 'Always', { A: 'Never', B: 'OnFailure' }, 'A failed, B succeeded', 'Failed'],
    ['#88', 'Always', { X: 'Never' }, 'X failed, A waits', 'Failed'],
    ['#89', 'Never', { X: 'OnFailure' }, 'X failed, A waits', 'Pending'],
    ['#90', 'Never', { A: 'Never' }, 'A exited 42', 'Running'],
    ['#91', 'Never', { A: 'Never' }, 'A waits after a reset', 'Running'],
    ['#92', 'Never', { A: 'Never' }, 'X failed, A waits after a reset', 'Failed'],
  ])('%s pod %s, containers %j: %s is %s', (_row, policy, policies, text, expected) => {
    expect(phase(policy, text, {}, policies)).toBe(expected);
  });
});
