/** Builtins on variables, parameters and options. */
import { complain, endShell } from '../evaluation/turn.ts';
import { ShellError } from '../expansion/interruption.ts';
import { assign, separators, textOf, variable } from '../expansion/variables.ts';
import { isFolder, readFile, resolvePath } from '../machine/files.ts';
import { read as readStream, unread, write } from '../machine/streams.ts';
import type { Variable } from '../machine/machine-state.ts';
import { isName, type Builtin, type BuiltinCall } from './builtin.ts';

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function print(call: BuiltinCall, text: string): 0 {
  write(call.machine, call.process, 1, text);
  return 0;
}

/** Declares every argument, `name` or `name=value`; `change` says what the variable becomes. */
function declare(call: BuiltinCall, args: readonly string[], change: (variable: Variable) => void): number {
  for (const arg of args) {
    const [name = '', ...value] = arg.split('=');
    if (!isName(name)) throw new ShellError(`${call.name}: ${name}: bad variable name`);
    if (value.length > 0) assign(call.shell, name, value.join('='));
    const known = call.shell.variables.get(name) ?? { isExported: false, isReadonly: false };
    call.shell.variables.set(name, known);
    change(known);
  }
  return 0;
}

const exportVariables: Builtin = (call) => {
  const args = call.args.filter((arg) => !/^-[pnf]+$/.test(arg));
  if (args.length > 0) return declare(call, args, (one) => (one.isExported = !call.args.includes('-n')));
  const exported = [...call.shell.variables].filter(([, one]) => one.isExported);
  return print(
    call,
    exported
      .map(([name, one]) => `export ${name}${one.value === undefined ? '' : `=${quote(textOf(one) ?? '')}`}\n`)
      .toSorted()
      .join(''),
  );
};

const makeReadonly: Builtin = (call) =>
  declare(
    call,
    call.args.filter((arg) => arg !== '-p'),
    (one) => (one.isReadonly = true),
  );

/** A variable of the present function: the caller's comes back when the function ends. */
const local: Builtin = (call) => {
  const frame = call.shell.frames.findLast(({ kind }) => kind === 'call');
  if (!frame) throw new ShellError('local: not in a function');
  for (const arg of call.args.filter((one) => !one.startsWith('-'))) {
    const [name = '', ...value] = arg.split('=');
    const old = call.shell.variables.get(name);
    frame.locals ??= new Map();
    if (!frame.locals.has(name)) frame.locals.set(name, old ? { ...old } : null);
    if (value.length > 0) assign(call.shell, name, value.join('='));
    else if (call.machine.dialect === 'ash') call.shell.variables.delete(name);
  }
  return 0;
};

const declareVariables: Builtin = (call) => {
  const isInFunction = call.shell.frames.some(({ kind }) => kind === 'call');
  const args = call.args.filter((arg) => !arg.startsWith('-'));
  return isInFunction
    ? local({ ...call, args })
    : declare(call, args, (one) => (one.isExported ||= call.args.includes('-x')));
};

const unset: Builtin = (call) => {
  const isFunction = call.args[0] === '-f';
  for (const name of call.args.filter((arg) => !/^-[fv]$/.test(arg))) {
    if (isFunction) call.shell.functions.delete(name);
    else if (call.shell.variables.get(name)?.isReadonly === true) throw new ShellError(`unset: ${name}: is read only`);
    else call.shell.variables.delete(name);
  }
  return 0;
};

const longOptions: Readonly<Record<string, string>> = {
  errexit: 'e',
  nounset: 'u',
  xtrace: 'x',
  noglob: 'f',
  noexec: 'n',
  verbose: 'v',
  allexport: 'a',
  monitor: 'm',
  noclobber: 'C',
};

/** `pipefail` is accepted by the shells that know it; the status of a pipeline stays that of its last command. */
const set: Builtin = (call) => {
  const { shell, args } = call;
  if (args.length === 0)
    return print(
      call,
      [...shell.variables]
        .map(([name, one]) => `${name}=${quote(textOf(one) ?? '')}\n`)
        .toSorted()
        .join(''),
    );
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') return setParams(call, args.slice(at + 1));
    if (!/^[-+]./.test(arg)) break;
    const letters = arg.slice(1) === 'o' ? optionNamed(call, args[++at] ?? '') : arg.slice(1);
    for (const letter of letters) shell.options.set(letter, arg.startsWith('-'));
  }
  return at < args.length ? setParams(call, args.slice(at)) : 0;
};

function optionNamed(call: BuiltinCall, name: string): string {
  if (Object.hasOwn(longOptions, name)) return longOptions[name] ?? '';
  if (name === 'pipefail' && call.machine.dialect === 'ash') return 'P';
  throw new ShellError(`set: Illegal option -o ${name}`);
}

function setParams({ shell }: BuiltinCall, params: readonly string[]): 0 {
  shell.params = params;
  return 0;
}

const shift: Builtin = (call) => {
  const count = Number(call.args[0] ?? 1);
  if (!Number.isInteger(count) || count < 0) throw new ShellError(`shift: Illegal number: ${call.args[0] ?? ''}`);
  if (count > call.shell.params.length) {
    if (call.machine.dialect === 'ash') return 1;
    complain(call, "shift: can't shift that many");
    endShell(call, 2);
    return 'gone';
  }
  return setParams(call, call.shell.params.slice(count));
};

/** A line of the input; a backslash quotes the next character, without `-r`. Waits while the line is not there. */
const read: Builtin = (call) => {
  const isRaw = call.args.some((arg) => /^-[a-z]*r/.test(arg));
  const names = call.args.filter(
    (arg, index) => !arg.startsWith('-') && call.args[index - 1] !== '-p' && call.args[index - 1] !== '-t',
  );
  const line = takeLine(call, isRaw);
  if (line === null) {
    call.process.wait = { kind: 'input', fd: 0 };
    return 'wait';
  }
  assignFields(call, names.length > 0 ? names : ['REPLY'], line.marks);
  return line.isWhole ? 0 : 1;
};

interface Mark {
  readonly char: string;
  readonly isQuoted: boolean;
}

/** What was read of an unfinished line is given back, so that nothing is kept outside the state. */
function takeLine(
  call: BuiltinCall,
  isRaw: boolean,
): { readonly marks: readonly Mark[]; readonly isWhole: boolean } | null {
  const { machine, process } = call;
  let text = '';
  for (;;) {
    const chunk = readStream(machine, process, 0);
    if (chunk === null) {
      unread(process, 0, text);
      return null;
    }
    text += chunk ?? '';
    const { marks, end } = marksOf(text, isRaw);
    if (end !== undefined) unread(process, 0, text.slice(end));
    if (end !== undefined || chunk === undefined) return { marks, isWhole: end !== undefined };
  }
}

function marksOf(text: string, isRaw: boolean): { readonly marks: Mark[]; readonly end: number | undefined } {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\n') return { marks, end: at + 1 };
    if (char !== '\\' || isRaw) marks.push({ char, isQuoted: false });
    else if (text[++at] !== undefined && text[at] !== '\n') marks.push({ char: text[at] ?? '', isQuoted: true });
  }
  return { marks, end: undefined };
}

/** The last name takes what is left, separators and all. */
function assignFields({ shell }: BuiltinCall, names: readonly string[], marks: readonly Mark[]): void {
  const ifs = separators(shell);
  const isSeparator = (at: number): boolean =>
    marks[at] !== undefined && !marks[at].isQuoted && ifs.includes(marks[at].char);
  const isSpace = (at: number): boolean => isSeparator(at) && /\s/.test(marks[at]?.char ?? '');
  const text = (from: number, to: number): string =>
    marks
      .slice(from, to)
      .map(({ char }) => char)
      .join('');
  let at = 0;
  while (isSpace(at)) at++;
  names.forEach((name, index) => {
    const start = at;
    if (index === names.length - 1) {
      let end = marks.length;
      while (end > start && isSpace(end - 1)) end--;
      return assign(shell, name, text(start, end));
    }
    while (at < marks.length && !isSeparator(at)) at++;
    assign(shell, name, text(start, at));
    while (isSpace(at)) at++;
    if (isSeparator(at) && !isSpace(at) && !/\s/.test(marks[at - 1]?.char ?? 'x')) at++;
    while (isSpace(at)) at++;
  });
}

const changeFolder: Builtin = (call) => {
  const { machine, process, shell } = call;
  const [given] = call.args.filter((arg) => arg !== '-P' && arg !== '-L' && arg !== '--');
  const target = given === '-' ? (variable(shell, 'OLDPWD') ?? '') : (given ?? variable(shell, 'HOME') ?? '/');
  const path = resolvePath(process.cwd, target);
  if (!isFolder(machine.files, path)) {
    const why = 'error' in readFile(machine.files, path) ? 'No such file or directory' : 'Not a directory';
    complain(call, machine.dialect === 'dash' ? `cd: can't cd to ${target}` : `cd: can't cd to ${target}: ${why}`);
    return machine.dialect === 'dash' ? 2 : 1;
  }
  assign(shell, 'OLDPWD', process.cwd);
  assign(shell, 'PWD', path);
  process.cwd = path;
  return given === '-' ? print(call, `${path}\n`) : 0;
};

/** @source POSIX.1-2024 XCU getopts */
const getopts: Builtin = (call) => {
  const { shell } = call;
  const [letters = '', name = '', ...own] = call.args;
  const words = call.args.length > 2 ? own : shell.params;
  const index = Number(variable(shell, 'OPTIND') ?? 1);
  const word = words[index - 1];
  if (shell.optionAt === 0 && (word === undefined || !/^-./.test(word) || word === '--')) {
    if (word === '--') assign(shell, 'OPTIND', String(index + 1));
    assign(shell, name, '?');
    return 1;
  }
  return takeOption(call, { letters, name, words, index, at: shell.optionAt || 1 });
};

interface OptionAt {
  readonly letters: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly index: number;
  readonly at: number;
}

function takeOption(call: BuiltinCall, { letters, name, words, index, at }: OptionAt): number {
  const { shell } = call;
  const word = words[index - 1] ?? '';
  const letter = word[at] ?? '';
  const isKnown = letter !== ':' && letters.includes(letter);
  const takesValue = isKnown && letters[letters.indexOf(letter) + 1] === ':';
  const rest = word.slice(at + 1);
  const value = takesValue ? rest || words[index] : undefined;
  const isMissing = takesValue && value === undefined;
  const next = takesValue ? (rest === '' ? index + 2 : index + 1) : rest === '' ? index + 1 : index;
  assign(shell, 'OPTIND', String(isMissing ? index + 1 : next));
  shell.optionAt = !takesValue && rest !== '' ? at + 1 : 0;
  if (!isKnown || isMissing) refuseOption(call, letter, { isQuiet: letters.startsWith(':'), isMissing });
  else if (value === undefined) shell.variables.delete('OPTARG');
  else assign(shell, 'OPTARG', value);
  assign(shell, name, isKnown && !isMissing ? letter : isMissing && letters.startsWith(':') ? ':' : '?');
  return 0;
}

function refuseOption(
  call: BuiltinCall,
  letter: string,
  { isQuiet, isMissing }: { readonly isQuiet: boolean; readonly isMissing: boolean },
): void {
  if (isQuiet) return assign(call.shell, 'OPTARG', letter);
  call.shell.variables.delete('OPTARG');
  write(call.machine, call.process, 2, isMissing ? `No arg for -${letter} option\n` : `Illegal option -${letter}\n`);
}

export const variables: Readonly<Record<string, Builtin>> = {
  export: exportVariables,
  readonly: makeReadonly,
  local,
  declare: declareVariables,
  typeset: declareVariables,
  unset,
  set,
  shift,
  read,
  cd: changeFolder,
  getopts,
};
