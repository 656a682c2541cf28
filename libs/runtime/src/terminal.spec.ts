/** What is typed at a terminal. */
import { describe, expect, it } from '@jest/globals';
import { createMachine, type Pipe, type Stream } from '#shell';
import { createTerminal, typeAt } from './terminal.ts';

function seat() {
  const input: Pipe = { text: '', outside: { isOpen: true, isTerminal: true } };
  const stdout: Stream = { kind: 'capture', text: '' };
  const machine = createMachine({ hostname: 'box', dialect: 'ash', epoch: 0 });
  return { terminal: createTerminal(), input, stdout, machine, pid: undefined };
}

describe('a terminal', () => {
  it('shows what is typed, and hands it over by lines', () => {
    const one = seat();
    typeAt(one, 'ls');
    expect([one.stdout.text, one.input.text]).toEqual(['ls', '']);
    typeAt(one, '\r');
    expect([one.stdout.text, one.input.text]).toEqual(['ls\n', 'ls\n']);
  });

  it('lets the line be corrected', () => {
    const one = seat();
    typeAt(one, '\x7flx\x7fs\n');
    expect(one.input.text).toBe('ls\n');
    expect(one.stdout.text).toBe('lx\b \bs\n');
    typeAt(one, 'wrong\x15right\n');
    expect(one.input.text).toBe('ls\nright\n');
  });

  it('sends what there is on Ctrl-D, and ends the input when there is nothing', () => {
    const one = seat();
    typeAt(one, 'a\x04');
    expect([one.input.text, one.input.outside?.isOpen]).toEqual(['a', true]);
    typeAt(one, '\x04');
    expect(one.input.outside?.isOpen).toBe(false);
  });

  it('drops the line on Ctrl-C, and other control characters', () => {
    const one = seat();
    typeAt(one, 'a\x03\x01b\n');
    expect([one.input.text, one.stdout.text]).toEqual(['b\n', 'a^C\nb\n']);
  });
});
