/** Traps: scripts that run when a signal has come, or at the end. */
import type { Frame } from '../machine/machine-state.ts';
import { unitOf } from '../syntax/unit.ts';
import { pop, push, type Turn } from './turn.ts';

/** A trap's action is a script of its own; `$?` is put back after it. */
export function enterTrap({ shell }: Turn, action: string): void {
  push(shell, { kind: 'trap', unit: action, node: 0, at: 0, status: shell.status });
  if (unitOf(action).error === undefined) push(shell, { kind: 'list', unit: action, node: 0, at: 0 });
}

export function endTrap(turn: Turn, { status }: Frame): void {
  pop(turn);
  turn.shell.status = status ?? 0;
}

/** Signals that came while a command ran are dealt with between two commands; tells whether one has something to run. */
export function takeTrap(turn: Turn): boolean {
  const signal = turn.process.pending.shift();
  const action = turn.shell.traps.get(signal ?? '');
  if (action) enterTrap(turn, action);
  return Boolean(action);
}
