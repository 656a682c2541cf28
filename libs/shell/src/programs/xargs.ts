/** `xargs`: runs a command with the words of its input, all at once or some at a time. */
import { findProgram, spawn } from '../evaluation/fork.ts';
import { reap } from '../machine/process-end.ts';
import { allText, complain, linesOf, type Program, type ProgramCall } from './program.ts';

interface XargsOptions {
  readonly command: readonly string[];
  /** Words a time; absent: all of them. */
  readonly most: number | undefined;
  /** What stands for a line; absent: words come last. */
  readonly mark: string | undefined;
  readonly isSilentWithoutInput: boolean;
}

function readXargsOptions(args: readonly string[]): XargsOptions {
  let [most, mark, isSilent]: [number | undefined, string | undefined, boolean] = [undefined, undefined, false];
  let at = 0;
  for (; args[at]?.startsWith('-') === true; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r') isSilent = true;
    else if (arg.startsWith('-n')) most = Number(arg.slice(2) || args[++at]);
    else if (arg.startsWith('-I')) mark = arg.slice(2) || (args[++at] ?? '');
    else if (arg === '-P') at++;
  }
  const command = args.slice(at);
  return { command: command.length > 0 ? command : ['echo'], most, mark, isSilentWithoutInput: isSilent };
}

/** The commands that the input makes. */
function commandsOf(text: string, { command, most, mark, isSilentWithoutInput }: XargsOptions): (readonly string[])[] {
  if (mark !== undefined)
    return linesOf(text)
      .filter((line) => line.trim() !== '')
      .map((line) => command.map((word) => word.replaceAll(mark, line.trimStart())));
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|(?:\\.|[^\s"'])+/g)].map(
    ([word, double, single]) => double ?? single ?? word.replaceAll(/\\(.)/g, '$1'),
  );
  if (words.length === 0) return isSilentWithoutInput ? [] : [command];
  const size = most ?? words.length;
  return Array.from({ length: Math.ceil(words.length / size) }, (_, index) => [
    ...command,
    ...words.slice(index * size, (index + 1) * size),
  ]);
}

const FAILED = 123;

/** `memory.count` is the number of commands that have run, `memory.step` the process of the one that runs. */
export const xargs: Program = (call) => {
  const { memory } = call;
  const options = readXargsOptions(call.args);
  if (memory.count === 0 && memory.step === 0) {
    const input = allText(call, []);
    if ('waiting' in input) return input.waiting;
    // Reading counts steps as well; from here on they are processes.
    [memory.text, memory.step] = [input.text, 0];
    memory.count = 1;
  }
  return runEach(call, commandsOf(memory.text, options));
};

function runEach(call: ProgramCall, commands: readonly (readonly string[])[]): ReturnType<Program> {
  const { memory, machine, process } = call;
  if (memory.step !== 0) {
    const code = reap(machine, memory.step)?.code ?? 0;
    if (code !== 0) memory.failed = FAILED;
    memory.step = 0;
    memory.count++;
  }
  const argv = commands[memory.count - 1];
  if (!argv) return memory.failed;
  const start = { argv, env: new Map(call.env) };
  const found = findProgram(machine, process.cwd, start);
  if (found.kind === 'missing') {
    complain(call, `${argv[0] ?? ''}: No such file or directory`);
    return found.code;
  }
  memory.step = spawn(machine, process, {
    ...start,
    argv: found.argv,
    task: found.task,
    fds: new Map(process.fds),
  }).pid;
  return { kind: 'children', pids: [memory.step], isInterruptible: false };
}
