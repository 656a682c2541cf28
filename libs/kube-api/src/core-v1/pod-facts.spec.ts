/** Small facts about pods. */
import { describe, expect, it } from '@jest/globals';
import { isSidecar, isTerminalPhase } from './pod-facts.ts';

describe('a phase', () => {
  it.each([
    ['Succeeded', true],
    ['Failed', true],
    ['Running', false],
    ['Pending', false],
    ['Unknown', false],
    [undefined, false],
  ] as const)('%s is terminal: %s', (phase, isTerminal) => expect(isTerminalPhase(phase)).toBe(isTerminal));
});

describe('a sidecar', () => {
  it('is an init container that is always restarted', () => {
    expect(isSidecar({ restartPolicy: 'Always' })).toBe(true);
    expect(isSidecar({ restartPolicy: 'OnFailure' })).toBe(false);
    expect(isSidecar({})).toBe(false);
  });
});
