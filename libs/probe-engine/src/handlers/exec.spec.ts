/** The exec probe handler. */
import { describe, expect, it } from '@jest/globals';
import { exec } from './exec.ts';
import type { Verdict } from './handler.ts';
import type { Outcome } from '#runtime';

const part = { command: ['cat', '/ready'] };
const target = { podIP: '10.64.0.2', ports: [], env: [], timeoutSeconds: 2 };
const exited = (code: number, stdout = '', stderr = ''): Outcome => ({ kind: 'exited', code, stdout, stderr });
const judge = (outcome: Outcome): Verdict => exec.judge(part, outcome, { target, call: { kind: 'exec', command: [] } });

describe('an exec probe', () => {
  it('runs its command in the container', () => {
    expect(exec.select({ exec: part })).toBe(part);
    expect(exec.select({ tcpSocket: { port: 80 } })).toBeUndefined();
    expect(exec.ask(part, target)).toEqual({ kind: 'exec', command: ['cat', '/ready'] });
    expect(exec.ask({}, target)).toEqual({ kind: 'exec', command: [] });
  });

  it('#142 puts literal environment values of the spec into its command, and nothing else', () => {
    const env = [
      { name: 'A', value: 'script' },
      { name: 'C', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ];
    const words = { command: ['$(A) $(B)', '[$(C)]', '$$(A)', '$A', '$(A'] };
    expect(exec.ask(words, { ...target, env })).toEqual({
      kind: 'exec',
      command: ['script $(B)', '[]', '$(A)', '$A', '$(A'],
    });
    expect(exec.timedOut({ command: ['$(A)'] }, { ...target, env })).toContain('"script"');
  });

  it.each<[string, Outcome, Verdict]>([
    ['succeeds with exit code 0', exited(0, 'fine'), { kind: 'success' }],
    [
      'fails with any other, telling what was printed',
      exited(1, 'out\n', 'err\n'),
      { kind: 'failure', message: 'out\nerr\n' },
    ],
    ['fails without a word when nothing was printed', exited(2), { kind: 'failure', message: '' }],
    [
      'could not be made when the runtime says so',
      { kind: 'error', message: 'no such file' },
      { kind: 'error', message: 'no such file' },
    ],
  ])('%s', (_situation, outcome, verdict) => {
    expect(judge(outcome)).toEqual(verdict);
  });

  it('keeps 10 KiB of what was printed', () => {
    expect(judge(exited(1, 'x'.repeat(20_000)))).toMatchObject({ message: 'x'.repeat(10_240) });
  });

  it('names command and time when the time is up', () => {
    expect(exec.timedOut(part, target)).toBe('command timed out: "cat /ready" timed out after 2s');
  });
});
