/** Programs that become, or start, another program: `env`, `busybox`, `nohup`, and the shells. */
import { findProgram } from '../evaluation/fork.ts';
import { startShell } from '../evaluation/shell-start.ts';
import type { LineSource, Process } from '../machine/machine-state.ts';
import { complain, out, readOperand, type Outcome, type Program, type ProgramCall } from './program.ts';
import { allText } from './program.ts';

/** The process goes on as the program that `argv` names. */
function become(call: ProgramCall, argv: readonly string[], env: ReadonlyMap<string, string>): Outcome {
  const process: Process = call.process;
  const found = findProgram(call.machine, process.cwd, { argv, env: new Map(env) });
  if (found.kind === 'missing') {
    complain(
      call,
      `can't execute '${argv[0] ?? ''}': ${found.code === 127 ? 'No such file or directory' : found.message}`,
    );
    return found.code;
  }
  process.task = found.task;
  process.argv = found.argv;
  return 'again';
}

export const env: Program = (call) => {
  const variables = new Map(call.env);
  let at = 0;
  for (; at < call.args.length; at++) {
    const arg = call.args[at] ?? '';
    const [name = '', ...value] = arg.split('=');
    if (arg === '-i' || arg === '-') variables.clear();
    else if (arg === '-u') variables.delete(call.args[++at] ?? '');
    else if (value.length > 0 && name !== '') variables.set(name, value.join('='));
    else break;
  }
  if (at < call.args.length) return become(call, call.args.slice(at), variables);
  out(call, [...variables].map(([name, value]) => `${name}=${value}\n`).join(''));
  return 0;
};

export const busybox: Program = (call) => {
  if (call.args.length > 0) return become(call, call.args, call.env);
  out(call, 'BusyBox: a multi-call binary\n');
  return 0;
};

export const nohup: Program = (call) => {
  call.process.ignored.set('HUP', true);
  return become(call, call.args, call.env);
};

interface ShellOptions {
  readonly letters: string;
  readonly rest: readonly string[];
  readonly isCommand: boolean;
}

/** `-c`, `-e`, `-ec`, `-o errexit` … before the script. */
function shellOptions(args: readonly string[]): ShellOptions {
  let letters = '';
  let at = 0;
  for (; /^[-+]./.test(args[at] ?? '') && args[at] !== '--'; at++) {
    const arg = args[at] ?? '';
    if (arg.startsWith('-')) letters += arg.startsWith('--') ? '' : arg.slice(1);
    if (arg === '-o') letters += { errexit: 'e', nounset: 'u', xtrace: 'x' }[args[++at] ?? ''] ?? '';
  }
  return {
    letters: letters.replaceAll('o', ''),
    rest: args.slice(args[at] === '--' ? at + 1 : at),
    isCommand: letters.includes('c'),
  };
}

/** Commands that come from outside come line by line; at a terminal, or with `-i`, they are prompted for. */
function lineSource({ process }: ProgramCall, letters: string): LineSource | undefined {
  const stdin = process.fds.get(0);
  const outside = stdin?.kind === 'pipe' ? stdin.pipe.outside : undefined;
  return outside && { text: '', isPrompting: outside.isTerminal || letters.includes('i'), isPrompted: false };
}

/** A shell: its script comes from `-c`, from a file, or from the standard input. */
export const sh: Program = (call) => {
  const { letters, rest, isCommand } = shellOptions(call.args);
  const [first, ...more] = rest;
  if (isCommand && first === undefined) {
    complain(
      call,
      call.machine.dialect === 'ash' ? "option requires an argument -- 'c'" : '0: -c requires an argument',
    );
    return 2;
  }
  const options = [...letters].filter((letter) => 'euxfnva'.includes(letter));
  if (isCommand)
    return startShell(call, { text: first ?? '', name: more[0] ?? call.name, params: more.slice(1), options });
  if (first !== undefined) {
    const file = readOperand(call, first);
    if ('text' in file) return startShell(call, { text: file.text, name: first, params: more, options });
    complain(
      call,
      call.machine.dialect === 'ash' ? `can't open '${first}': ${file.error}` : `0: cannot open ${first}: No such file`,
    );
    return 2;
  }
  const lines = lineSource(call, letters);
  if (lines) return startShell(call, { text: '', name: call.name, params: [], options, lines });
  const input = allText(call, []);
  return 'waiting' in input
    ? input.waiting
    : startShell(call, { text: input.text, name: call.name, params: [], options });
};
