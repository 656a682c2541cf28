/** A simple command: expanded, redirected, then a function, a builtin or a program. */
import type { Assignment, Command, CommandArgument, Word } from 'unbash';
import { builtins, specialBuiltins } from '../builtins/index.ts';
import { evaluateText } from '../expansion/arithmetic.ts';
import { fieldsOf, textOfWord } from '../expansion/fields.ts';
import { joined, type Piece } from '../expansion/piece.ts';
import { piecesOf } from '../expansion/pieces.ts';
import { splitFields } from '../expansion/fields.ts';
import { assign, environmentOf, keyOf, setElement, textOf, type Scope } from '../expansion/variables.ts';
import type { Frame, Stream, Variable } from '../machine/machine-state.ts';
import { reap } from '../machine/process-end.ts';
import { write } from '../machine/streams.ts';
import { findProgram, spawn } from './fork.ts';
import { open, openingsOf, redirect, redirectionStatus, setDescriptors, type Opening } from './redirections.ts';
import { complain, endShell, enter, finish, nodeOf, push, scopeOf, type Turn } from './turn.ts';
import { unitOf } from '../syntax/unit.ts';

const CHARACTERS_A_TURN = 500;

const EXPAND = 0;
const BUILTIN = 1;
const ENTERED = 2;
const PROGRAM = 3;
const UNNAMED = 4;

/** Steps: expand and begin; then ask a builtin again until it is done, or wait for what was begun. */
export function simpleCommand(turn: Turn, frame: Frame): void {
  if (frame.at === EXPAND) begin(turn, frame);
  else if (frame.at === BUILTIN) askBuiltin(turn, frame);
  else if (frame.at === ENTERED) finish(turn, turn.shell.status);
  else if (frame.at === UNNAMED) runProgram(turn, frame, { argv: frame.words ?? [], assignments: [], openings: [] });
  else finish(turn, reap(turn.machine, frame.pids?.[0] ?? 0)?.code ?? 0);
}

interface Expanded {
  readonly argv: readonly string[];
  readonly assignments: readonly Assigned[];
  readonly openings: readonly Opening[];
}

interface Assigned {
  readonly name: string;
  readonly value: string | Map<number, string>;
  readonly index?: number;
}

function begin(turn: Turn, frame: Frame): void {
  const node = nodeOf(frame, 'Command');
  const command = expand(scopeOf(turn, frame), node);
  // Long words are work: they count as many turns.
  turn.machine.load.turns += Math.floor(command.argv.reduce((sum, word) => sum + word.length, 0) / CHARACTERS_A_TURN);
  trace(turn, command);
  const name = command.argv[0];
  if (name === undefined) return assignOnly(turn, frame, command);
  frame.words = command.argv;
  const place = turn.shell.functions.get(name);
  if (specialBuiltins.has(name)) return beginBuiltin(turn, frame, command);
  if (place) return callFunction(turn, frame, command);
  return Object.hasOwn(builtins, name) ? beginBuiltin(turn, frame, command) : runProgram(turn, frame, command);
}

function expand(scope: Scope, { name, suffix, prefix, redirects }: Command): Expanded {
  const words = name ? [name, ...suffix.filter(isArgument)] : [];
  const isDeclaration = name !== undefined && /^(export|readonly|local|declare|typeset)$/.test(name.text);
  const argv = words.flatMap((word) =>
    word.type === 'Assignment' ? assignmentFields(scope, word, isDeclaration) : fieldsOf(scope, word),
  );
  const assignments = prefix.flatMap((one) => (one.type === 'Assignment' ? [assignInTurn(scope, one, !name)] : []));
  return { argv, openings: openingsOf(scope, redirects), assignments };
}

const isArgument = (one: Command['suffix'][number]): one is CommandArgument =>
  one.type === 'Word' || one.type === 'Assignment';

/** `export x=$y` is not split; `echo x=$y` is an argument like any other. */
function assignmentFields(scope: Scope, { name, value, text }: Assignment, isDeclaration: boolean): string[] {
  if (value.type === 'ArrayValue') return [text];
  const before: Piece = { text: text.slice(0, text.indexOf('=') + 1) || `${name}=`, kind: 'plain' };
  const pieces = [before, ...piecesOf(scope, value, { isQuoted: false, isAssignment: isDeclaration })];
  return isDeclaration ? [joined(pieces)] : splitFields(scope.shell, pieces).map(joined);
}

/** Without a command a later assignment sees the earlier ones; each is worked out once, however often it is come back to. */
function assignInTurn(scope: Scope, node: Assignment, isAlone: boolean): Assigned {
  const key = keyOf(scope, node);
  const known = scope.memo.get(key);
  const one: Assigned = known === undefined ? assigned(scope, node) : { name: node.name, value: known };
  if (!isAlone || typeof one.value !== 'string' || one.index !== undefined) return one;
  scope.memo.set(key, one.value);
  assign(scope.shell, one.name, one.value);
  return one;
}

function assigned(scope: Scope, { name, value, append, index }: Assignment): Assigned {
  const old = scope.shell.variables.get(name);
  if (value.type === 'ArrayValue')
    return { name, value: arrayOf(scope, value.elements, append === true ? old : undefined) };
  const text = textOfWord(scope, value, true);
  const at = index ? Number(evaluateText(scope, textOfWord(scope, index))) : undefined;
  const before = at === undefined || !(old?.value instanceof Map) ? textOf(old) : old.value.get(at);
  return { name, value: append === true ? (before ?? '') + text : text, ...(at === undefined ? {} : { index: at }) };
}

function arrayOf(scope: Scope, elements: readonly Word[], old: Variable | undefined): Map<number, string> {
  const before = old?.value instanceof Map ? [...old.value] : [];
  const next = before.reduce((most, [index]) => Math.max(most, index + 1), 0);
  return new Map([
    ...before,
    ...elements.flatMap((word) => fieldsOf(scope, word)).map((text, at): [number, string] => [next + at, text]),
  ]);
}

/** @source POSIX.1-2024 XCU 2.15 set -x */
function trace(turn: Turn, { argv, assignments }: Expanded): void {
  const { machine, process, shell } = turn;
  if (shell.options.get('x') !== true) return;
  const words = [...assignments.map(({ name, value }) => `${name}=${typeof value === 'string' ? value : ''}`), ...argv];
  write(machine, process, 2, `${textOf(shell.variables.get('PS4')) ?? '+ '}${words.join(' ')}\n`);
}

function applyAssignments({ shell }: Turn, assignments: readonly Assigned[]): void {
  for (const { name, value, index } of assignments)
    if (index === undefined || typeof value !== 'string') assign(shell, name, value);
    else setElement(shell, name, index, value);
}

/** Without a command: variables stay, redirections only create files, the status is that of the last substitution. */
function assignOnly(turn: Turn, frame: Frame, { assignments, openings }: Expanded): void {
  applyAssignments(turn, assignments);
  const error = open(turn.machine, turn.process, new Map(turn.process.fds), openings);
  if (error !== undefined) complain(turn, error);
  finish(turn, error === undefined ? (frame.status ?? 0) : redirectionStatus(turn.machine));
}

function saveVariables({ shell }: Turn, frame: Frame, assignments: readonly Assigned[]): void {
  if (assignments.length === 0) return;
  frame.locals = new Map(assignments.map(({ name }) => [name, copyOf(shell.variables.get(name))]));
}

const copyOf = (variable: Variable | undefined): Variable | null => (variable ? { ...variable } : null);

function beginBuiltin(turn: Turn, frame: Frame, { argv, assignments, openings }: Expanded): void {
  const isSpecial = specialBuiltins.has(argv[0] ?? '');
  if (!redirect(turn, frame, openings))
    return isSpecial && argv[0] !== 'exec' && turn.machine.dialect === 'dash'
      ? endShell(turn, 2)
      : failRedirection(turn, argv[0] === 'exec');
  if (!isSpecial) saveVariables(turn, frame, assignments);
  applyAssignments(turn, assignments);
  frame.at = BUILTIN;
  askBuiltin(turn, frame);
}

function failRedirection(turn: Turn, isFatal: boolean): void {
  if (isFatal) endShell(turn, redirectionStatus(turn.machine));
  else finish(turn, redirectionStatus(turn.machine));
}

/** A builtin ends with a status, waits and is asked again, has something to evaluate, or has unwound its own frame. */
function askBuiltin(turn: Turn, frame: Frame): void {
  const [name = '', ...args] = frame.words ?? [];
  const result = builtins[name]?.({ ...turn, frame, name, args }) ?? 0;
  if (typeof result === 'number') finish(turn, result);
  else if (result === 'entered') frame.at = ENTERED;
}

function callFunction(turn: Turn, frame: Frame, { argv, assignments, openings }: Expanded): void {
  const { shell } = turn;
  const place = shell.functions.get(argv[0] ?? '');
  if (!place) return;
  if (!redirect(turn, frame, openings)) return finish(turn, redirectionStatus(turn.machine));
  frame.at = ENTERED;
  push(shell, { kind: 'call', unit: frame.unit, node: frame.node, at: 0, params: shell.params, locals: new Map() });
  const call = shell.frames.at(-1);
  if (call) saveVariables(turn, call, assignments);
  applyAssignments(turn, assignments);
  shell.params = argv.slice(1);
  const body = unitOf(place.unit).nodes[place.node];
  if (body?.type === 'Function') enter(turn, place.unit, body.body);
}

/** The last command of a shell takes its place, as `sh -c 'sleep 9'` becomes `sleep`; while more may come, none is the last. */
function isLast({ shell }: Turn): boolean {
  if (shell.lines) return false;
  if (shell.traps.size > 0 || shell.isEnding || shell.jobs.length > 0) return false;
  return shell.frames
    .slice(0, -1)
    .every(
      (frame) =>
        frame.kind === 'list' && !frame.saved && !frame.params && frame.at >= nodeOf(frame, 'Script').commands.length,
    );
}

function runProgram(turn: Turn, frame: Frame, { argv, assignments, openings }: Expanded): void {
  const { machine, process, shell } = turn;
  const env = environmentOf(shell);
  for (const { name, value } of assignments) if (typeof value === 'string') env.set(name, value);
  const fds = new Map(process.fds);
  const error = open(machine, process, fds, openings);
  if (error !== undefined) complain(turn, error);
  if (error !== undefined) return finish(turn, redirectionStatus(turn.machine));
  const found = findProgram(machine, process.cwd, { argv, env });
  if (found.kind === 'missing') {
    const out = fds.get(2);
    if (out)
      complain({ ...turn, process: { ...process, fds: new Map([[2, out]]) } }, `${argv[0] ?? ''}: ${found.message}`);
    return finish(turn, found.code);
  }
  if (isLast(turn)) return become(turn, { argv: found.argv, task: found.task, fds });
  const child = spawn(machine, process, { ...found, env, fds });
  frame.at = PROGRAM;
  frame.pids = [child.pid];
  process.wait = { kind: 'children', pids: frame.pids, isInterruptible: false };
}

/** The process goes on as another program. */
export function become(
  { process }: Turn,
  { argv, task, fds }: { argv: readonly string[]; task: Turn['process']['task']; fds: ReadonlyMap<number, Stream> },
): void {
  process.argv = argv;
  process.task = task;
  setDescriptors(process, fds);
}
