/** The beginning of a shell: its script is parsed, its variables come from the environment. */
import type { LineSource, Shell, Variable } from '../machine/machine-state.ts';
import { write } from '../machine/streams.ts';
import type { ProgramCall } from '../programs/program.ts';
import { unitOf } from '../syntax/unit.ts';

export interface ShellStart {
  readonly text: string;
  readonly name: string;
  readonly params: readonly string[];
  readonly options: readonly string[];
  /** Set when further commands come line by line. */
  readonly lines?: LineSource;
}

const SYNTAX_ERROR = 2;

/**
 * Turns the process into a shell that runs a text; a text that cannot be parsed ends it with 2.
 * @divergence The real shells run the lines before the error first.
 */
export function startShell(call: ProgramCall, { text, name, params, options, lines }: ShellStart): number | 'again' {
  const { machine, process } = call;
  const { error } = unitOf(text);
  if (error !== undefined) {
    write(machine, process, 2, `${name}: ${machine.dialect === 'dash' ? '1: ' : 'line 1: '}${syntaxError(error)}\n`);
    return SYNTAX_ERROR;
  }
  const shell: Shell = {
    frames: [{ kind: 'list', unit: text, node: 0, at: 0 }],
    variables: initialVariables(call),
    functions: new Map(),
    options: new Map(options.map((letter) => [letter, true])),
    name,
    params,
    traps: new Map(),
    status: 0,
    mainPid: process.pid,
    lastBackground: 0,
    jobs: [],
    isEnding: false,
    optionAt: 0,
    ...(lines && { lines }),
  };
  process.task = { kind: 'shell', shell };
  return 'again';
}

export const syntaxError = (message: string): string => `Syntax error: ${message}`;

const plain: Readonly<Record<string, string>> = { PS4: '+ ', IFS: ' \t\n', OPTIND: '1' };

function initialVariables({ env, process }: ProgramCall): Map<string, Variable> {
  const own: [string, Variable][] = Object.entries({ ...plain, PPID: String(process.parent) }).map(([name, value]) => [
    name,
    { value, isExported: false, isReadonly: false },
  ]);
  const given: [string, Variable][] = [...env]
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && name !== 'IFS')
    .map(([name, value]) => [name, { value, isExported: true, isReadonly: false }]);
  const here: [string, Variable] = ['PWD', { value: process.cwd, isExported: true, isReadonly: false }];
  return new Map([...own, ...given, here]);
}
