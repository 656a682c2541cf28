/** Variables and parameters of a shell: look up, assign, export. */
import { limits } from '../machine/limits.ts';
import type { Machine, Process, Shell, Variable } from '../machine/machine-state.ts';
import type { Unit } from '../syntax/unit.ts';
import type { SyntaxNode, Word, WordPart } from 'unbash';
import { ShellError } from './interruption.ts';
import type { Piece, Quoting } from './piece.ts';

/** Who expands: a shell, and the text that it is in. */
export interface Scope {
  readonly machine: Machine;
  readonly process: Process;
  readonly shell: Shell;
  readonly unit: Unit;
  readonly memo: Map<string, string>;
  /** Tells places of a text within the text from its own. */
  readonly prefix: string;
  readonly words: WordExpander;
}

/** Words are made of expansions, and expansions of words: the outer hand themselves to the inner. */
export interface WordExpander {
  readonly pieces: (scope: Scope, word: Word, quoting: Quoting) => Piece[];
  readonly part: (scope: Scope, part: WordPart, quoting: Quoting) => Piece[];
}

/** Where the memo of a frame keeps what a node gave. */
export const keyOf = ({ unit, prefix }: Scope, node: SyntaxNode): string => `${prefix}${unit.ids.get(node) ?? ''}`;

/** The text of a variable; of an array its element 0. */
export function textOf(variable: Variable | undefined): string | undefined {
  const value = variable?.value;
  return value instanceof Map ? value.get(0) : value;
}

export const variable = (shell: Shell, name: string): string | undefined => textOf(shell.variables.get(name));

export function assign(shell: Shell, name: string, value: string | Map<number, string>): void {
  const old = shell.variables.get(name);
  if (old?.isReadonly) throw new ShellError(`${name}: is read only`);
  if (!old && shell.variables.size >= limits.variables) throw new ShellError(`${name}: too many variables`);
  if (typeof value === 'string' && value.length > limits.textCharacters)
    throw new ShellError(`${name}: value too long`);
  const isExported = old?.isExported === true || shell.options.get('a') === true;
  if (typeof value === 'string' && old?.value instanceof Map) old.value.set(0, value);
  else shell.variables.set(name, { value, isExported, isReadonly: false });
  if (name === 'OPTIND') shell.optionAt = 0;
}

export function setElement(shell: Shell, name: string, index: number, value: string): void {
  const old = shell.variables.get(name)?.value;
  const elements = old instanceof Map ? new Map(old) : new Map(old === undefined ? [] : [[0, old]]);
  elements.set(index, value);
  assign(shell, name, elements);
}

/** What programs get. */
export function environmentOf(shell: Shell): Map<string, string> {
  const env = new Map<string, string>();
  for (const [name, one] of shell.variables) {
    const text = textOf(one);
    if (one.isExported && text !== undefined) env.set(name, text);
  }
  return env;
}

const optionLetters = ['e', 'u', 'x', 'f', 'n', 'v', 'a', 'm', 'C'];

const special: Readonly<Record<string, (shell: Shell) => string>> = {
  '?': ({ status }) => String(status),
  $: ({ mainPid }) => String(mainPid),
  '#': ({ params }) => String(params.length),
  '!': ({ lastBackground }) => (lastBackground ? String(lastBackground) : ''),
  '-': ({ options }) => optionLetters.filter((letter) => options.get(letter)).join(''),
  '0': ({ name }) => name,
};

/** The value of any parameter but `@` and `*`. */
export function parameter(scope: Scope, name: string): string | undefined {
  if (Object.hasOwn(special, name)) return special[name]?.(scope.shell);
  if (/^\d+$/.test(name)) return scope.shell.params[Number(name) - 1];
  if (name === 'LINENO') return scope.shell.variables.has(name) ? variable(scope.shell, name) : '1';
  return variable(scope.shell, name);
}

/** The characters that separate fields. */
export const separators = (shell: Shell): string => variable(shell, 'IFS') ?? ' \t\n';
