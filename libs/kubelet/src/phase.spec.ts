/** The phase of a pod in situations beyond the numbered cases. A and B are regular, X is an init container, Y a sidecar. */
import { describe, expect, it } from '@jest/globals';
import type { PodPhase, RestartPolicy } from '#kube-api';
import { phase } from '../test/phase-text.ts';

describe('the phase of a pod', () => {
  it.each<[RestartPolicy, string, PodPhase]>([
    ['Never', 'A succeeded, B failed', 'Failed'],
    ['Always', 'A waits after failure', 'Running'],
    ['Never', 'A waits after success', 'Failed'],
    ['Always', 'X is missing, A waits', 'Pending'],
  ])('under %s, when %s, is %s', (policy, text, expected) => {
    expect(phase(policy, text)).toBe(expected);
  });

  it('stays Pending when it has been terminated before its container ran', () => {
    expect(phase('Never', 'A waits', { isTerminal: true })).toBe('Pending');
  });
});

describe('the phase of a pod with a sidecar', () => {
  it.each<[string, PodPhase]>([
    ['Y waits, A waits', 'Pending'],
    ['Y is missing, A waits', 'Pending'],
    ['Y runs, A succeeded', 'Running'],
  ])('when %s, and no regular container ran in this sandbox, is %s', (text, expected) => {
    expect(phase('Always', text, { hasActiveRegular: false })).toBe(expected);
  });
});
