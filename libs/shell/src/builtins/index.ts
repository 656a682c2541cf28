/** The table of builtins. */
import type { Builtin } from './builtin.ts';
import { control } from './control.ts';
import { aboutCommands, fromProgram, jobControl } from './jobs.ts';
import { variables } from './variables.ts';

const shared = ['echo', 'printf', 'test', '[', 'true', 'false', 'pwd'];

const own: Readonly<Record<string, Builtin>> = {
  ...control,
  ...variables,
  ...jobControl,
  ...Object.fromEntries(shared.map((name) => [name, fromProgram(name)])),
};

const isBuiltin = (name: string): boolean => Object.hasOwn(own, name) || name === 'type' || name === 'command';

export const builtins: Readonly<Record<string, Builtin>> = { ...own, ...aboutCommands(isBuiltin) };

/**
 * Found before functions; their assignments stay.
 * @source POSIX.1-2024 XCU 2.15
 */
export const specialBuiltins: ReadonlySet<string> = new Set([
  'break',
  ':',
  'continue',
  '.',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'times',
  'trap',
  'unset',
]);
