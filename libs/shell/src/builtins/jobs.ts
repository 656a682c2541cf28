/** Builtins on jobs, signals and commands: `wait`, `trap`, `kill`, `jobs`, `command`, `type`. */
import { complain } from '../evaluation/turn.ts';
import { findProgram } from '../evaluation/fork.ts';
import { environmentOf } from '../expansion/variables.ts';
import { limits } from '../machine/limits.ts';
import { reap } from '../machine/process-end.ts';
import { signalName, signalNumber } from '../machine/signals.ts';
import { write } from '../machine/streams.ts';
import { programs } from '../programs/index.ts';
import { newMemory } from '../programs/program.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';

/** `%1` and `%%` are jobs, numbers processes. */
const pidOf = ({ shell }: BuiltinCall, text: string): number => {
  if (!text.startsWith('%')) return Number(text);
  const number = Number(text.slice(1));
  return (Number.isInteger(number) && number > 0 ? shell.jobs[number - 1] : shell.jobs.at(-1)) ?? 0;
};

/** Waits for children, all of them without an argument; a trapped signal ends the wait with its number. */
const wait: Builtin = (call) => {
  const { machine, process, shell, frame, args } = call;
  const pids = args.length > 0 ? args.map((arg) => pidOf(call, arg)) : shell.jobs;
  const [signal] = process.pending;
  if (signal !== undefined && frame.pids) return 128 + signalNumber(signal);
  const isRunning = (pid: number): boolean =>
    machine.processes.get(pid)?.exit === null && machine.processes.get(pid)?.parent === process.pid;
  if (pids.some(isRunning)) {
    frame.pids = pids;
    process.wait = { kind: 'children', pids, isInterruptible: true };
    return 'wait';
  }
  const codes = pids.map((pid) => (shell.jobs.includes(pid) ? (reap(machine, pid)?.code ?? 0) : 127));
  if (args.length === 0) shell.jobs = [];
  return args.length === 0 ? 0 : (codes.at(-1) ?? 0);
};

const trap: Builtin = (call) => {
  const { shell, args } = call;
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.length === 0) {
    for (const [name, action] of shell.traps)
      write(call.machine, call.process, 1, `trap -- '${action.replaceAll("'", `'\\''`)}' ${name}\n`);
    return 0;
  }
  const isReset =
    words[0] === '-' ||
    (words.length === 1 && signalName(words[0] ?? '') !== undefined) ||
    /^\d+$/.test(words[0] ?? '');
  const names = words[0] === '-' || !isReset ? words.slice(1) : words;
  return names.map((name) => setTrap(call, name, isReset ? undefined : words[0])).some((isSet) => !isSet) ? 1 : 0;
};

/** An empty action ignores the signal, for children too. */
function setTrap(call: BuiltinCall, text: string, action: string | undefined): boolean {
  const name = signalName(text);
  if (name === undefined) {
    complain(call, `trap: ${text}: ${call.machine.dialect === 'dash' ? 'bad trap' : 'invalid signal specification'}`);
    return false;
  }
  call.process.ignored.delete(name);
  if (action === undefined) call.shell.traps.delete(name);
  else call.shell.traps.set(name, action);
  if (action === '' && name !== 'EXIT' && name !== 'KILL') call.process.ignored.set(name, true);
  return true;
}

/** A program that ends in one turn serves as a builtin, too. */
export const fromProgram =
  (name: string): Builtin =>
  (call) => {
    const { machine, process, shell, args } = call;
    const outcome = programs[name]?.({ machine, process, name, args, env: environmentOf(shell), memory: newMemory() });
    return typeof outcome === 'number' ? outcome : 0;
  };

const kill: Builtin = (call) =>
  fromProgram('kill')({
    ...call,
    args: call.args.map((arg) => (arg.startsWith('%') ? String(pidOf(call, arg)) : arg)),
  });

const jobs: Builtin = ({ machine, process, shell }) => {
  shell.jobs.forEach((pid, index) => {
    const job = machine.processes.get(pid);
    if (job && !job.exit)
      write(
        machine,
        process,
        1,
        `[${index + 1}]${index === shell.jobs.length - 1 ? '+' : ' '} Running                    ${job.argv.join(' ')}\n`,
      );
  });
  return 0;
};

const special = ['times', 'umask', 'ulimit', 'hash', 'alias', 'unalias', 'fg', 'bg'];

const describe = (call: BuiltinCall, name: string, isBuiltin: (name: string) => boolean): string | undefined => {
  if (call.shell.functions.has(name)) return `${name} is a shell function`;
  if (isBuiltin(name)) return `${name} is a shell builtin`;
  const found = findProgram(call.machine, call.process.cwd, { argv: [name], env: environmentOf(call.shell) });
  if (found.kind === 'missing') return undefined;
  return `${name} is ${name.includes('/') ? name : (found.argv[1] ?? `/bin/${name}`)}`;
};

/** `type`, and `command -v`, need to know the table that they are in. */
export const aboutCommands = (isBuiltin: (name: string) => boolean): Readonly<Record<string, Builtin>> => ({
  type: (call) => {
    let status = 0;
    for (const name of call.args) {
      const text = describe(call, name, isBuiltin);
      if (text === undefined) status = call.machine.dialect === 'dash' ? 127 : 1;
      write(call.machine, call.process, 1, `${text ?? `${name}: not found`}\n`);
    }
    return status;
  },
  command: (call) => {
    const [first, ...rest] = call.args;
    if (first !== '-v' && first !== '-V') return runCommand(call, isBuiltin);
    const known = rest.map((name) => [name, describe(call, name, isBuiltin)] as const);
    for (const [name, text] of known)
      if (text !== undefined)
        write(
          call.machine,
          call.process,
          1,
          `${first === '-V' ? text : text.endsWith(' builtin') || text.endsWith(' function') ? name : text.slice(name.length + 4)}\n`,
        );
    return known.every(([, text]) => text !== undefined) ? 0 : 127;
  },
});

/** The command without functions of its name: it is written as a script of one command, quoted. */
function runCommand(call: BuiltinCall, isBuiltin: (name: string) => boolean): ReturnType<Builtin> {
  const words = call.args.filter((arg, index) => index > 0 || arg !== '-p');
  if (words.length === 0 || words.join(' ').length > limits.textCharacters) return 0;
  call.frame.words = words;
  call.shell.status = 0;
  const name = words[0] ?? '';
  if (isBuiltin(name)) return 'wait';
  call.frame.at = PROGRAM_STEP;
  return 'wait';
}

/** The step of a simple command that starts a program of its words. */
const PROGRAM_STEP = 4;

export const jobControl: Readonly<Record<string, Builtin>> = {
  wait,
  trap,
  kill,
  jobs,
  ...Object.fromEntries(special.map((name) => [name, ((): number => 0) satisfies Builtin])),
};
