/** Shells that are told their commands line by line. */
import { describe, expect, it } from '@jest/globals';
import {
  capturesOf,
  createMachine,
  inputOf,
  interrupt,
  runMachine,
  startProcess,
  takeExit,
  textOfCapture,
} from '#shell';
import type { Dialect } from '../machine/machine-state.ts';

/** A shell in a machine whose PID 1 sleeps. */
function shell(input: 'pipe' | 'terminal', dialect: Dialect = 'ash') {
  const machine = createMachine({ hostname: 'box', dialect, epoch: 0 });
  const env = new Map([['PATH', '/bin']]);
  startProcess(machine, { argv: ['sleep', '9999'], env, cwd: '/', output: 'log' });
  const pid = startProcess(machine, { argv: ['sh'], env, cwd: '/', output: 'capture', input });
  const { stdout, stderr } = capturesOf(machine, pid);
  const pipe = inputOf(machine, pid);
  let now = 0;
  let seen = 0;
  const run = (): string => {
    runMachine(machine, now);
    const text = textOfCapture(stdout);
    const more = text.slice(seen);
    seen = text.length;
    return more;
  };
  return {
    /** What the shell says to a text. */
    type: (text: string): string => {
      if (pipe) pipe.text += text;
      return run();
    },
    wait: (ms: number): string => {
      now += ms;
      return run();
    },
    close: (): string => {
      if (pipe?.outside) pipe.outside.isOpen = false;
      return run();
    },
    interrupt: (): string => {
      interrupt(machine, pid);
      return run();
    },
    errors: (): string => textOfCapture(stderr),
    exit: () => takeExit(machine, pid),
  };
}

describe('a shell at a terminal', () => {
  it('prompts, and remembers what it was told', () => {
    const { type } = shell('terminal');
    expect(type('')).toBe('/ # ');
    expect(type('x=5\n')).toBe('/ # ');
    expect(type('cd /tmp; echo $x\n')).toBe('5\n/tmp # ');
  });

  it('of dash prompts without its folder', () => {
    expect(shell('terminal', 'dash').type('')).toBe('# ');
  });

  it('prompts for the rest of a command', () => {
    const { type } = shell('terminal');
    expect(type('for i in 1 2\n')).toBe('/ # > ');
    expect(type('do echo $i\n')).toBe('> ');
    expect(type('done\n')).toBe('1\n2\n/ # ');
    expect(type('cat <<END\na\n')).toBe('> > ');
    expect(type('END\n')).toBe('a\n/ # ');
  });

  it('outlives mistakes', () => {
    const { type } = shell('terminal');
    expect(type('fi\n')).toContain('Syntax error');
    expect(type('echo ${x?gone}\n')).toContain('gone');
    expect(type('echo $?\n')).toContain('/ # ');
  });

  it('takes a new line, and ends a running command, on Ctrl-C', () => {
    const { type, interrupt: ctrlC } = shell('terminal');
    type('echo "a\n');
    expect(ctrlC()).toBe('/ # ');
    type('sleep 100\n');
    expect(ctrlC()).toBe('/ # ');
    expect(type('echo $?\n')).toBe('130\n/ # ');
  });

  it('ends by exit, with its code', () => {
    const { type, exit } = shell('terminal');
    type('exit 4\n');
    expect(exit()).toEqual({ code: 4 });
  });
});

describe('a shell that is sent its script', () => {
  it('runs each line when it comes, without prompts', () => {
    const { type, wait, close, exit } = shell('pipe');
    expect(type('echo a; sl')).toBe('');
    expect(type('eep 1; echo b\necho c\n')).toBe('a\n');
    expect(wait(1000)).toBe('b\nc\n');
    expect(exit()).toBeUndefined();
    close();
    expect(exit()).toEqual({ code: 0 });
  });

  it('runs a last line that has no end', () => {
    const { type, close } = shell('pipe');
    type('echo a');
    expect(close()).toBe('a\n');
  });

  it('leaves the lines after a command to what the command reads', () => {
    expect(shell('pipe').type('read x; echo "[$x]"\nhello\n')).toBe('[hello]\n');
  });

  it('ends at a mistake', () => {
    const { type, errors, exit } = shell('pipe');
    type('echo a\nfi\necho b\n');
    expect(errors()).toContain('Syntax error');
    expect(exit()).toEqual({ code: 2 });
  });
});
