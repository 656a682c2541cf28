/** Builtins that change where the shell goes on: `break`, `return`, `exit`, `eval`, `.`, `exec`, `command`. */
import type { Frame } from '../machine/machine-state.ts';
import { findProgram } from '../evaluation/fork.ts';
import { setDescriptors } from '../evaluation/redirections.ts';
import { syntaxError } from '../evaluation/shell-start.ts';
import { complain, endShell, pop, push } from '../evaluation/turn.ts';
import { environmentOf } from '../expansion/variables.ts';
import { readFile, resolvePath } from '../machine/files.ts';
import { unitOf } from '../syntax/unit.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';

const isLoop = ({ kind }: Frame): boolean => kind === 'while' || kind === 'for' || kind === 'arithmetic-for';

/** Leaves `count` loops of the present function; `continue` stays in the last of them. */
const leaveLoops =
  (isContinued: boolean): Builtin =>
  (call) => {
    const count = Math.max(1, Number(call.args[0] ?? 1) || 1);
    const { frames } = call.shell;
    const loops = frames.slice(frames.findLastIndex(({ kind }) => kind === 'call') + 1).filter(isLoop);
    const target = loops.at(-Math.min(count, loops.length));
    if (!target) return 0;
    while (frames.at(-1) !== target) pop(call);
    call.shell.status = 0;
    if (isContinued) continueLoop(target);
    else pop(call);
    return 'gone';
  };

function continueLoop(loop: Frame): void {
  if (loop.kind === 'while') loop.at = 2;
}

const statusOf = ({ shell, args }: BuiltinCall): number =>
  args[0] === undefined ? shell.status : Number(args[0]) & 255;

const wrongNumber = (call: BuiltinCall): boolean => call.args[0] !== undefined && !/^\d+$/.test(call.args[0]);

function illegal(call: BuiltinCall): 'gone' {
  complain(call, `${call.name}: Illegal number: ${call.args[0] ?? ''}`);
  endShell(call, 2);
  return 'gone';
}

const exit: Builtin = (call) => {
  if (wrongNumber(call)) return illegal(call);
  const trap = call.shell.frames.findLast(({ kind }) => kind === 'trap');
  const status = call.args[0] === undefined && trap ? (trap.status ?? 0) : statusOf(call);
  endShell(call, status);
  return 'gone';
};

/** Leaves a function or a script that was read in; outside of both the shell ends. */
const leaveFunction: Builtin = (call) => {
  if (wrongNumber(call)) return illegal(call);
  const { frames } = call.shell;
  const status = statusOf(call);
  const at = frames.findLastIndex(({ kind }) => kind === 'call' || kind === 'restore' || kind === 'trap');
  if (at < 0) endShell(call, status);
  else while (frames.length > at + 1) pop(call);
  call.shell.status = status;
  const trap = frames.at(-1);
  if (trap?.kind === 'trap') trap.status = status;
  return 'gone';
};

function enterText(call: BuiltinCall, text: string): 'entered' | 'gone' {
  const { error } = unitOf(text);
  if (error !== undefined) {
    complain(call, syntaxError(error));
    endShell(call, 2);
    return 'gone';
  }
  call.shell.status = 0;
  push(call.shell, { kind: 'list', unit: text, node: 0, at: 0 });
  return 'entered';
}

const evaluateWords: Builtin = (call) => enterText(call, call.args.join(' '));

const source: Builtin = (call) => {
  const [path] = call.args;
  if (path === undefined) return 0;
  const file = readFile(call.machine.files, resolvePath(call.process.cwd, path));
  if ('error' in file) {
    complain(call, `.: cannot open ${path}: No such file`);
    endShell(call, 2);
    return 'gone';
  }
  push(call.shell, { kind: 'restore', unit: call.frame.unit, node: call.frame.node, at: 0 });
  return enterText(call, file.text);
};

/** Without a command the redirections stay; else the process becomes the program. */
const execute: Builtin = (call) => {
  const { machine, process, shell, frame, args } = call;
  if (args.length === 0) {
    delete frame.saved;
    return 0;
  }
  const env = environmentOf(shell);
  const found = findProgram(machine, process.cwd, { argv: args, env });
  if (found.kind === 'missing') {
    complain(
      call,
      machine.dialect === 'dash'
        ? `exec: ${args[0] ?? ''}: ${found.message}`
        : `exec: line 1: ${args[0] ?? ''}: ${found.message}`,
    );
    endShell(call, found.code);
    return 'gone';
  }
  const fds = new Map(process.fds);
  process.argv = found.argv;
  process.task = found.task;
  setDescriptors(process, fds);
  return 'wait';
};

export const nothing: Builtin = () => 0;

export const control: Readonly<Record<string, Builtin>> = {
  break: leaveLoops(false),
  continue: leaveLoops(true),
  exit,
  return: leaveFunction,
  eval: evaluateWords,
  '.': source,
  source,
  exec: execute,
  ':': nothing,
};
