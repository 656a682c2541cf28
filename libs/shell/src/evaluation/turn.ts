/** What every step of the evaluator works on, and the small moves on its stack. */
import type { SyntaxNode } from 'unbash';
import { wordExpander } from '../expansion/pieces.ts';
import type { Scope } from '../expansion/variables.ts';
import { ShellError } from '../expansion/interruption.ts';
import { limits } from '../machine/limits.ts';
import type { Machine, Process, Shell, Stream, Variable, Frame, FrameKind } from '../machine/machine-state.ts';
import { write } from '../machine/streams.ts';
import { unitOf } from '../syntax/unit.ts';

export interface Turn {
  readonly machine: Machine;
  readonly process: Process;
  readonly shell: Shell;
}

const kinds: Readonly<Record<string, FrameKind>> = {
  Script: 'list',
  CompoundList: 'list',
  AndOr: 'and-or',
  Pipeline: 'pipeline',
  If: 'if',
  While: 'while',
  For: 'for',
  ArithmeticFor: 'arithmetic-for',
  Case: 'case',
  Subshell: 'subshell',
  Redirected: 'redirected',
  Function: 'function',
  Command: 'simple',
  TestCommand: 'test',
  ArithmeticCommand: 'arithmetic',
};

const withMemo = new Set<FrameKind>(['simple', 'for', 'case', 'redirected', 'test', 'arithmetic', 'arithmetic-for']);

/** The frame that evaluates a node of a unit. */
export function frameOf(unit: string, node: SyntaxNode): Frame {
  const kind = kinds[node.type] ?? 'unknown';
  const id = unitOf(unit).ids.get(node) ?? 0;
  return withMemo.has(kind) ? { kind, unit, node: id, at: 0, memo: new Map() } : { kind, unit, node: id, at: 0 };
}

/** Evaluates a node next; the frame on top goes on after it. */
export function enter({ shell }: Turn, unit: string, node: SyntaxNode): void {
  // A group in braces adds nothing of its own.
  const inner = node.type === 'BraceGroup' ? node.body : node;
  push(shell, frameOf(unit, inner));
}

export function push(shell: Shell, frame: Frame): void {
  if (shell.frames.length >= limits.depth) throw new ShellError('maximum nesting depth exceeded');
  shell.frames.push(frame);
}

/** The node of a frame; its kind says its type. */
export const nodeOf = <T extends SyntaxNode['type']>(
  { unit, node }: Frame,
  _type: T,
): Extract<SyntaxNode, { type: T }> => unitOf(unit).nodes[node] as Extract<SyntaxNode, { type: T }>; // frameOf chose the kind by the type

export const scopeOf = ({ machine, process, shell }: Turn, { unit, memo }: Frame): Scope => ({
  machine,
  process,
  shell,
  unit: unitOf(unit),
  memo: memo ?? new Map(),
  prefix: '',
  words: wordExpander,
});

/** Takes the top frame away and puts back what it had changed for its time. */
export function pop({ process, shell }: Turn): Frame | undefined {
  const frame = shell.frames.pop();
  if (frame?.saved) restoreDescriptors(process, frame.saved);
  if (frame?.params) shell.params = frame.params;
  if (frame?.locals) restoreVariables(shell, frame.locals);
  return frame;
}

function restoreDescriptors(process: Process, saved: ReadonlyMap<number, Stream | null>): void {
  for (const [fd, stream] of saved)
    if (stream) process.fds.set(fd, stream);
    else process.fds.delete(fd);
}

export function restoreVariables(shell: Shell, saved: ReadonlyMap<string, Variable | null>): void {
  for (const [name, old] of saved)
    if (old) shell.variables.set(name, old);
    else shell.variables.delete(name);
}

/** A command has ended: its frame goes, its status is `$?`, and with `set -e` a failure ends the shell. */
export function finish(turn: Turn, status: number): void {
  pop(turn);
  turn.shell.status = status;
  if (status !== 0 && turn.shell.options.get('e') === true && !isTested(turn.shell)) endShell(turn, status);
}

/**
 * Whether a failure is asked about: conditions, all but the last of `&&` and `||`, and what `!` turns round.
 * @source POSIX.1-2024 XCU 2.15 set -e
 */
function isTested({ frames }: Shell): boolean {
  return frames.some((frame) => {
    if (frame.kind === 'while') return frame.at === 1;
    if (frame.kind === 'if') return frame.at % 2 === 1;
    if (frame.kind === 'and-or') return frame.at < nodeOf(frame, 'AndOr').commands.length;
    return frame.kind === 'pipeline' && nodeOf(frame, 'Pipeline').prefixes.some(({ type }) => type === 'Negation');
  });
}

/** The shell leaves: everything is unwound, then its EXIT trap runs. */
export function endShell(turn: Turn, status: number): void {
  while (turn.shell.frames.length > 0) pop(turn);
  turn.shell.status = status;
  turn.shell.isEnding = true;
}

/** Words on standard error, in the form of the shell: `sh: 1: x: not found`. */
export function complain({ machine, process, shell }: Turn, message: string): void {
  const line = machine.dialect === 'dash' ? '1: ' : '';
  write(machine, process, 2, `${shell.name}: ${line}${message}\n`);
}
