/** What a program is: a function that is given its turn again and again until it has ended. */
import { readFile, resolvePath } from '../machine/files.ts';
import type { Machine, Memory, Process, Wait } from '../machine/machine-state.ts';
import { read, write } from '../machine/streams.ts';

export interface ProgramCall {
  readonly machine: Machine;
  readonly process: Process;
  readonly name: string;
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly memory: Memory;
}

/** An exit code; or what it waits for; or `again`: it goes on after the others had their turn. */
export type Outcome = number | Wait | 'again';

export type Program = (call: ProgramCall) => Outcome;

export const newMemory = (): Memory => ({ step: 0, text: '', count: 0, failed: 0, talk: null });

export const out = ({ machine, process }: Pick<ProgramCall, 'machine' | 'process'>, text: string): string | undefined =>
  write(machine, process, 1, text);

/** Words on standard error, behind the program's name. */
export function complain(
  { machine, process, name }: Pick<ProgramCall, 'machine' | 'process' | 'name'>,
  text: string,
): void {
  write(machine, process, 2, `${name}: ${text}\n`);
}

export interface Options {
  /** Single letters, without a value `true`. */
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** Reads options the way getopt does; letters of `withValue` take a value. Unknown letters are kept for the program to judge. */
export function readOptions(args: readonly string[], withValue = ''): Options {
  const options = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') return { options, operands: [...operands, ...args.slice(at + 1)] };
    if (!arg.startsWith('-') || arg === '-') operands.push(arg);
    else if (arg.startsWith('--')) options.set(arg.slice(2).split('=', 1)[0] ?? '', arg.split('=').slice(1).join('='));
    else at += readLetters(arg.slice(1), args[at + 1], { options, withValue });
  }
  return { options, operands };
}

/** Returns how many further words were taken. */
function readLetters(
  letters: string,
  next: string | undefined,
  into: { readonly options: Map<string, string>; readonly withValue: string },
): number {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    const hasValue = into.withValue.includes(letter);
    const rest = letters.slice(at + 1);
    into.options.set(letter, hasValue ? rest || (next ?? '') : '');
    if (hasValue) return rest === '' ? 1 : 0;
  }
  return 0;
}

/** The text of a file that is named as an operand, or the system's words. */
export const readOperand = ({ machine, process }: ProgramCall, path: string): ReturnType<typeof readFile> =>
  readFile(machine.files, resolvePath(process.cwd, path));

/**
 * Hands the texts of all operands, or of the standard input, to `take` as they come. The result is what the program has to
 * return now; absent when all has been read.
 */
export function eachText(
  call: ProgramCall,
  operands: readonly string[],
  take: (text: string) => void,
): Outcome | undefined {
  const sources = operands.length > 0 ? operands : ['-'];
  const { memory, machine, process } = call;
  for (; memory.step < sources.length; memory.step++) {
    const path = sources[memory.step] ?? '-';
    if (path !== '-') takeFile(call, path, take);
    else {
      const text = read(machine, process, 0);
      if (text === null) return { kind: 'input', fd: 0 };
      if (text === undefined) continue;
      take(text);
      return 'again';
    }
  }
  return undefined;
}

function takeFile(call: ProgramCall, path: string, take: (text: string) => void): void {
  const file = readOperand(call, path);
  if ('text' in file) return take(file.text);
  call.memory.failed++;
  complain(
    call,
    call.machine.dialect === 'ash' && call.name !== 'ls'
      ? `can't open '${path}': ${file.error}`
      : `${path}: ${file.error}`,
  );
}

/** The same, line by line; a last line without an end counts. */
export function eachLine(
  call: ProgramCall,
  operands: readonly string[],
  take: (line: string) => void,
): Outcome | undefined {
  const { memory } = call;
  const waiting = eachText(call, operands, (text) => {
    const lines = (memory.text + text).split('\n');
    memory.text = lines.pop() ?? '';
    lines.forEach(take);
  });
  if (waiting !== undefined) return waiting;
  const rest = memory.text;
  memory.text = '';
  if (rest !== '') take(rest);
  return undefined;
}

/** All input as one text, once it has come to an end. */
export function allText(
  call: ProgramCall,
  operands: readonly string[],
): { readonly text: string } | { readonly waiting: Outcome } {
  const waiting = eachText(call, operands, (text) => (call.memory.text += text));
  return waiting === undefined ? { text: call.memory.text } : { waiting };
}

export const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
