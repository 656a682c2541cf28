/** One step of a shell: looks at the frame on top, and moves it on. */
import type { Frame, FrameKind } from '../machine/machine-state.ts';
import { required } from '#kernel';
import { NeedsOutput, ShellError } from '../expansion/interruption.ts';
import { endProcess, reap } from '../machine/process-end.ts';
import { createPipe } from '../machine/streams.ts';
import { nextCommand } from './line-source.ts';
import { unitOf } from '../syntax/unit.ts';
import { compoundCommands } from './compound-commands.ts';
import { forkShell } from './fork.ts';
import { list, andOr, pipeline, subshell } from './lists.ts';
import { simpleCommand } from './simple-command.ts';
import { endTrap, enterTrap } from './traps.ts';
import { complain, endShell, pop, type Turn } from './turn.ts';

const steps: Readonly<Record<FrameKind, (turn: Turn, frame: Frame) => void>> = {
  list,
  statement: pop,
  'and-or': andOr,
  pipeline,
  subshell,
  simple: simpleCommand,
  call: pop,
  restore: pop,
  trap: endTrap,
  unknown: (turn) => {
    throw new ShellError(`syntax error: ${turn.shell.name} does not know this command`);
  },
  ...compoundCommands,
};

/** Moves a shell on by one turn. */
export function stepShell(turn: Turn): void {
  const frame = turn.shell.frames.at(-1);
  if (!frame) return turn.shell.lines && !turn.shell.isEnding ? nextCommand(turn, turn.shell.lines) : leave(turn);
  try {
    if (!frame.capture || endSubstitution(turn, frame)) steps[frame.kind](turn, frame);
  } catch (error) {
    recover(turn, frame, error);
  }
}

function recover(turn: Turn, frame: Frame, error: unknown): void {
  if (error instanceof NeedsOutput) return beginSubstitution(turn, frame, error);
  if (!(error instanceof ShellError)) throw error;
  complain(turn, error.message);
  if (turn.shell.lines?.isPrompting) return abandon(turn, error.status);
  endShell(turn, error.status);
}

/** A shell that prompts outlives the mistake. */
function abandon(turn: Turn, status: number): void {
  while (turn.shell.frames.length > 0) pop(turn);
  turn.shell.status = status;
}

/** All is done: the EXIT trap runs once, then the process ends. */
function leave(turn: Turn): void {
  const { machine, process, shell } = turn;
  const action = shell.traps.get('EXIT');
  if (!action) return endProcess(machine, process, { code: shell.status });
  shell.traps.delete('EXIT');
  enterTrap(turn, action);
}

/** Runs the script of `$( … )` in a subshell; the frame goes on when its output has come to an end. */
function beginSubstitution(turn: Turn, frame: Frame, { key, place }: NeedsOutput): void {
  const part = required(unitOf(place.unit).nodes[place.node], 'node', String(place.node));
  const script = 'script' in part ? part.script : undefined;
  const { write, pipe, read } = createPipe();
  const fds = new Map(turn.process.fds).set(1, write);
  try {
    const child = forkShell(
      turn,
      script ? { unit: place.unit, node: script } : { unit: '', node: required(unitOf('').nodes[0], 'node', '0') },
      fds,
    );
    frame.capture = { key, pipe, pid: child.pid };
    turn.process.fds.set(SUBSTITUTION_FD, read);
    turn.process.wait = { kind: 'end-of-input', pipe };
  } catch (error) {
    recover(turn, frame, error);
  }
}

/** Where the shell holds the reading end, out of the reach of scripts. */
const SUBSTITUTION_FD = 1023;

function endSubstitution(turn: Turn, frame: Frame): boolean {
  const { machine, process, shell } = turn;
  const { capture } = frame;
  if (!capture) return true;
  const exit = reap(machine, capture.pid);
  if (!exit) {
    process.wait = { kind: 'children', pids: [capture.pid], isInterruptible: false };
    return false;
  }
  process.fds.delete(SUBSTITUTION_FD);
  frame.memo?.set(capture.key, capture.pipe.text.replace(/\n+$/, ''));
  delete frame.capture;
  frame.status = exit.code;
  shell.status = exit.code;
  return true;
}
