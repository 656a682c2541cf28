/** New processes: subshells of a shell, and programs. */
import type { SyntaxNode } from 'unbash';
import { ShellError } from '../expansion/interruption.ts';
import { baseOf, readFile, resolvePath } from '../machine/files.ts';
import { nodeAt } from '../machine/mounts.ts';
import { limits } from '../machine/limits.ts';
import type { Machine, Process, Shell, Stream, Task } from '../machine/machine-state.ts';
import { newMemory } from '../programs/program.ts';
import { isProgram } from '../programs/program-names.ts';
import { frameOf, type Turn } from './turn.ts';

type NewProcess = Pick<Process, 'argv' | 'cwd' | 'fds' | 'task' | 'parent'> & {
  readonly ignored?: ReadonlyMap<string, true>;
};

/** Adds a process to the machine; it runs when its turn comes. */
export function addProcess(machine: Machine, { ignored, ...facts }: NewProcess): Process {
  const process: Process = {
    ...facts,
    pid: machine.table.nextPid++,
    home: machine.home,
    wait: null,
    pending: [],
    ignored: new Map(ignored ?? []),
    exit: null,
  };
  machine.processes.set(process.pid, process);
  return process;
}

function checkRoom(machine: Machine): void {
  if (machine.processes.size >= limits.processes) throw new ShellError('Cannot fork');
}

/** A copy of the shell that evaluates one node: traps are forgotten, what was ignored stays so. */
export function forkShell(
  { machine, process, shell }: Turn,
  place: { unit: string; node: SyntaxNode },
  fds: Map<number, Stream>,
): Process {
  checkRoom(machine);
  const copy: Shell = {
    ...shell,
    frames: [frameOf(place.unit, place.node.type === 'BraceGroup' ? place.node.body : place.node)],
    variables: new Map([...shell.variables].map(([name, one]) => [name, { ...one }])),
    functions: new Map(shell.functions),
    options: new Map(shell.options),
    traps: new Map([...shell.traps].filter(([, action]) => action === '')),
    jobs: [],
    isEnding: false,
    lines: undefined,
  };
  const { argv, cwd, ignored } = process;
  return addProcess(machine, { argv, cwd, fds, ignored, parent: process.pid, task: { kind: 'shell', shell: copy } });
}

export interface Start {
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
}

/** Starts a program as a child of a process. */
export function spawn(
  machine: Machine,
  process: Process,
  start: Start & { readonly fds: Map<number, Stream>; readonly task: Task },
): Process {
  checkRoom(machine);
  const { argv, fds, task } = start;
  return addProcess(machine, { argv, fds, task, cwd: process.cwd, parent: process.pid, ignored: process.ignored });
}

export type Found =
  | { readonly kind: 'found'; readonly task: Task; readonly argv: readonly string[] }
  | { readonly kind: 'missing'; readonly code: 126 | 127; readonly message: string };

const binary = /^\/(?:usr\/(?:local\/)?)?s?bin\//;

/** What a command name stands for: a program of the machine, or a script among its files. */
export function findProgram(machine: Machine, cwd: string, { argv, env }: Start): Found {
  const name = argv[0] ?? '';
  const known = name.includes('/') ? name.replace(binary, '') : name;
  if (isProgram(known) && !nodeAt(machine.files, resolvePath(cwd, name.includes('/') ? name : '/nowhere/')))
    return program(known, argv, env);
  const path = name.includes('/') ? resolvePath(cwd, name) : searchPath(machine, env.get('PATH') ?? '', name);
  if (path === undefined || !nodeAt(machine.files, path)) return { kind: 'missing', code: 127, message: 'not found' };
  const file = readFile(machine.files, path);
  if (!('text' in file) || ((nodeAt(machine.files, path)?.mode ?? 0) & 0o111) === 0)
    return { kind: 'missing', code: 126, message: 'Permission denied' };
  return program('sh', ['sh', name.includes('/') ? name : path, ...argv.slice(1)], env);
}

function program(name: string, argv: readonly string[], env: Map<string, string>): Found {
  return { kind: 'found', argv, task: { kind: 'program', program: name, env, memory: newMemory() } };
}

function searchPath(machine: Machine, path: string, name: string): string | undefined {
  return path
    .split(':')
    .map((folder) => resolvePath('/', `${folder}/${name}`))
    .find((one) => nodeAt(machine.files, one));
}

/** The name that a program answers to, without its folder. */
export const shortName = (name: string): string => baseOf(name.replace(/^-/, ''));
