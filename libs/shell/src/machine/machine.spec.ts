/** Machines: processes take turns, wait, get signals, and have bounds. */
import { describe, expect, it } from '@jest/globals';
import { newMachine, outputOf, runScript, startOf } from '../../test/trial.ts';
import { createFiles, namesIn, resolvePath, writeFile } from './files.ts';
import { canRun, runMachine, shutDown, signalProcess, startProcess, takeExit } from './machine.ts';
import type { Machine } from './machine-state.ts';
import { signalName, signalNumber } from './signals.ts';

function pid1(text: string, until: number): Machine {
  const machine = newMachine();
  startProcess(machine, startOf(['sh', '-c', text], 'log'));
  for (let next: number | undefined = 0; next !== undefined && next <= until;) next = runMachine(machine, next);
  return machine;
}

const logOf = ({ log }: Machine): string[] => log.lines.map(({ at, line }) => `${at} ${line}`);

describe('a machine', () => {
  it('writes lines to the log at their time, and an unfinished one at the end', () => {
    const machine = pid1('echo a; sleep 2; echo b >&2; sleep 1; printf c', 10_000);
    expect(takeExit(machine, 1)).toEqual({ code: 0 });
    shutDown(machine, 3000);
    expect(logOf(machine)).toEqual(['0 a', '2000 b', '3000 c']);
  });

  it('tells when it has to be called again', () => {
    const machine = newMachine();
    startProcess(machine, startOf(['sleep', '5'], 'log'));
    expect([runMachine(machine, 0), runMachine(machine, 1000), runMachine(machine, 5000)]).toEqual([
      5000,
      5000,
      undefined,
    ]);
    expect(takeExit(machine, 1)).toEqual({ code: 0 });
  });

  it('lets PID 1 ignore what it has no trap for', () => {
    const machine = pid1('sleep 9; true', 0);
    signalProcess(machine, 1, 'TERM');
    expect(machine.processes.get(1)?.exit).toBeNull();
  });

  it('runs a trap when the command before it has ended', () => {
    const machine = pid1("trap 'echo bye; exit 3' TERM; while :; do sleep 1; done", 1500);
    signalProcess(machine, 1, 'TERM');
    expect(runMachine(machine, 1600)).toBe(2000);
    runMachine(machine, 2000);
    expect([takeExit(machine, 1), logOf(machine)]).toEqual([{ code: 3 }, ['2000 bye']]);
  });

  it('charges a busy loop time, ever more', () => {
    const { took } = runScript('i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done');
    expect(took).toBeGreaterThan(5);
    expect(runScript('while :; do :; done', { most: 200 }).took).toBeGreaterThan(60_000);
  });

  it.each([
    ['while :; do sleep 100 & done', 'Cannot fork'],
    ['f() { f; }; f', 'maximum nesting depth exceeded'],
    ['x=aaaaaaaaaa; while :; do x=$x$x; done', 'value too long'],
    ['x=aaaaaaaaaa; while :; do x=$x$x; : ${x%b*}; done', 'text too long for a pattern'],
    ['i=0; while :; do i=$((i+1)); eval "v$i=1"; done', 'too many variables'],
  ])('bounds %s', (text, message) => {
    const { code, stderr } = runScript(text);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('ends a process that writes without end', () => {
    expect(runScript('yes', { most: 5 }).code).toBeUndefined();
    expect(
      runScript('x=0123456789; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do x=$x$x; done; while :; do echo $x$x; done').code,
    ).toBe(137);
  });

  it('knows what it can run', () => {
    const machine = newMachine();
    const can = (file: string): boolean => canRun(machine, startOf([file]));
    expect(['sh', '/bin/cat', '/usr/bin/env', 'nginx', '/opt/x', '__proto__', 'constructor'].map(can)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    writeFile(machine.files, '/opt/x', 'echo', 0);
    expect(can('/opt/x')).toBe(false);
  });
});

describe('files', () => {
  it('have names of any kind', () => {
    expect(outputOf('mkdir __proto__; echo a > __proto__/constructor; cat __proto__/constructor; ls')).toBe(
      'a\n__proto__\n',
    );
  });

  it('are found under plain paths', () => {
    expect([resolvePath('/a/b', '../c/./d'), resolvePath('/a', '/x//y/'), resolvePath('/', '../..')]).toEqual([
      '/a/c/d',
      '/x/y',
      '/',
    ]);
    expect(namesIn(createFiles('web'), '/usr')).toEqual(['bin', 'lib', 'local', 'sbin', 'share']);
  });

  it('need a folder', () => {
    expect([
      writeFile(createFiles('web'), '/no/x', '', 0),
      writeFile(createFiles('web'), '/tmp', '', 0),
      writeFile(createFiles('web'), '/etc/hostname/x', '', 0),
    ]).toEqual(['No such file or directory', 'Is a directory', 'Not a directory']);
  });
});

describe('signals', () => {
  it('have names and numbers', () => {
    expect(['SIGTERM', 'term', '15', '0', 'EXIT', 'NONE'].map(signalName)).toEqual([
      'TERM',
      'TERM',
      'TERM',
      'EXIT',
      'EXIT',
      undefined,
    ]);
    expect(signalNumber('KILL')).toBe(9);
  });
});
