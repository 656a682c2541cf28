/** Lists, `&&` and `||`, pipelines, subshells and jobs in the background. */
import type { PipelineNode, AndOr, Statement } from 'unbash';
import type { Frame, Process, Stream } from '../machine/machine-state.ts';
import { reap } from '../machine/process-end.ts';
import { createPipe } from '../machine/streams.ts';
import { forkShell } from './fork.ts';
import { enter, finish, nodeOf, pop, type Turn } from './turn.ts';
import { takeTrap } from './traps.ts';

export function list(turn: Turn, frame: Frame): void {
  if (turn.process.pending.length > 0 && takeTrap(turn)) return;
  const statement = nodeOf(frame, 'Script').commands[frame.at];
  frame.at++;
  if (!statement) pop(turn);
  else if (statement.background === true) startJob(turn, frame, statement);
  else enter(turn, frame.unit, statement.command);
}

/** A job in the background reads nothing and hears no INT and QUIT. */
function startJob(turn: Turn, { unit }: Frame, { command }: Statement): void {
  const { process, shell } = turn;
  const fds = new Map<number, Stream>(process.fds).set(0, { kind: 'null' });
  const child = forkShell(turn, { unit, node: command }, fds);
  child.ignored.set('INT', true).set('QUIT', true);
  shell.lastBackground = child.pid;
  shell.jobs = [...shell.jobs, child.pid];
  shell.status = 0;
}

/** `at` counts the commands that were begun; what is skipped is counted over. */
export function andOr(turn: Turn, frame: Frame): void {
  const { commands, operators } = nodeOf(frame, 'AndOr') as AndOr;
  const isWanted = (index: number): boolean =>
    index === 0 || (operators[index - 1] === '&&') === (turn.shell.status === 0);
  while (frame.at < commands.length && !isWanted(frame.at)) frame.at++;
  const next = commands[frame.at];
  frame.at++;
  if (next) enter(turn, frame.unit, next);
  else pop(turn);
}

export function pipeline(turn: Turn, frame: Frame): void {
  const { commands, prefixes, operators } = nodeOf(frame, 'Pipeline');
  const isNegated = prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  if (frame.at++ === 0) {
    const [only] = commands;
    if (commands.length === 1 && only) enter(turn, frame.unit, only);
    else startPipeline(turn, frame, { commands, isErrorPiped: operators.map((operator) => operator === '|&') });
    return;
  }
  const status = frame.pids ? reapAll(turn, frame.pids) : turn.shell.status;
  if (isNegated) {
    pop(turn);
    turn.shell.status = status === 0 ? 1 : 0;
  } else finish(turn, status);
}

const reapAll = ({ machine }: Turn, pids: readonly number[]): number =>
  pids.map((pid) => reap(machine, pid)?.code ?? 0).at(-1) ?? 0;

interface Pipeline {
  readonly commands: readonly PipelineNode[];
  readonly isErrorPiped: readonly boolean[];
}

/** All commands of a pipeline are subshells that run at the same time. */
function startPipeline(turn: Turn, frame: Frame, { commands, isErrorPiped }: Pipeline): void {
  const children: Process[] = [];
  let input = turn.process.fds.get(0);
  commands.forEach((node, index) => {
    const fds = new Map(turn.process.fds);
    if (input) fds.set(0, input);
    const next = index < commands.length - 1 ? createPipe() : undefined;
    if (next) fds.set(1, next.write);
    if (next && isErrorPiped[index] === true) fds.set(2, next.write);
    children.push(forkShell(turn, { unit: frame.unit, node }, fds));
    input = next?.read;
  });
  waitFor(turn, frame, children);
}

export function subshell(turn: Turn, frame: Frame): void {
  if (frame.at++ > 0) return finish(turn, reapAll(turn, frame.pids ?? []));
  const { body } = nodeOf(frame, 'Subshell');
  waitFor(turn, frame, [forkShell(turn, { unit: frame.unit, node: body }, new Map(turn.process.fds))]);
}

function waitFor({ process }: Turn, frame: Frame, children: readonly Process[]): void {
  frame.pids = children.map(({ pid }) => pid);
  process.wait = { kind: 'children', pids: frame.pids, isInterruptible: false };
}
