/** A machine runs: every process gets its turns until all wait for something, or time has to pass. */
import type { Instant } from '#kernel';
import { stepShell } from '../evaluation/evaluator.ts';
import { addProcess, findProgram } from '../evaluation/fork.ts';
import { programs } from '../programs/index.ts';
import { createFiles, type FileSetup } from './files.ts';
import { limits } from './limits.ts';
import type { Dialect, Machine, Pipe, Process, ProcessTable, ProcessExit, Stream } from './machine-state.ts';
import { endProcess } from './process-end.ts';
import { sendSignal } from './signals.ts';
import { flushLog, isBlockedByPipe, isHeld } from './streams.ts';

export interface MachineFacts {
  readonly hostname: string;
  readonly dialect: Dialect;
  /** Milliseconds since 1970 at instant 0. */
  readonly epoch: number;
  /** Absent: only what every image has. */
  readonly files?: FileSetup;
  /** Absent: it has a table of its own. */
  readonly shared?: { readonly home: string; readonly table: ProcessTable };
}

/** A table without processes. */
export const createProcessTable = (): ProcessTable => ({ processes: new Map(), nextPid: 1, reached: new Map() });

/** The process that holds a table which the containers of a pod share; it runs nowhere and collects what nobody waits for. */
export function holdTable(table: ProcessTable, argv: readonly string[]): void {
  const pid = table.nextPid++;
  const none = { cwd: '/', fds: new Map(), pending: [], ignored: new Map(), wait: null, exit: null };
  table.processes.set(pid, { pid, home: 'sandbox', parent: 0, argv, task: { kind: 'opaque' }, ...none });
}

export function createMachine({ hostname, dialect, epoch, files, shared }: MachineFacts): Machine {
  const { home, table } = shared ?? { home: '', table: createProcessTable() };
  return {
    hostname,
    dialect,
    epoch,
    files: createFiles(hostname, files),
    home,
    table,
    processes: table.processes,
    mainPid: 0,
    nextTicket: 1,
    now: 0,
    log: { lines: [], rest: new Map() },
    load: { at: 0, turns: 0, output: 0, strikes: 0, pausedUntil: 0 },
  };
}

export interface ProcessStart {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** Where its output goes: to the container's log, or to who started it. */
  readonly output: 'log' | 'capture';
  /** Who writes to its standard input from outside; absent: nobody. At a terminal all output is one text. */
  readonly input?: 'pipe' | 'terminal' | undefined;
}

/** Whether a command can be run: a program of the machine, or a script among its files. */
export const canRun = (machine: Machine, { argv, env, cwd }: ProcessStart): boolean =>
  findProgram(machine, cwd, { argv, env: new Map(env) }).kind === 'found';

/** Starts a process from outside; it runs with {@link runMachine}. The first one is the machine's main process. */
export function startProcess(machine: Machine, { argv, env, cwd, output, input }: ProcessStart): number {
  const found = findProgram(machine, cwd, { argv, env: new Map(env) });
  const task = found.kind === 'found' ? found.task : ({ kind: 'opaque' } as const);
  const stream = (name: 'stdout' | 'stderr'): Stream =>
    output === 'log' ? { kind: 'log', name } : { kind: 'capture', text: '' };
  const stdout = stream('stdout');
  const fds = new Map<number, Stream>([
    [0, input ? { kind: 'pipe', end: 'read', pipe: outsidePipe(input === 'terminal') } : { kind: 'null' }],
    [1, stdout],
    [2, input === 'terminal' ? stdout : stream('stderr')],
  ]);
  const { pid } = addProcess(machine, { argv, cwd, fds, task, parent: 0 });
  if (machine.mainPid === 0) machine.mainPid = pid;
  return pid;
}

const outsidePipe = (isTerminal: boolean): Pipe => ({ text: '', outside: { isOpen: true, isTerminal } });

/** The standard input of a process that was started with an `input`. */
export function inputOf(machine: Machine, pid: number): Pipe | undefined {
  const stream = machine.processes.get(pid)?.fds.get(0);
  return stream?.kind === 'pipe' && stream.pipe.outside ? stream.pipe : undefined;
}

/** What a process that was started with `capture` has written: ask before it runs, look when it has ended. */
export function capturesOf(
  machine: Machine,
  pid: number,
): { readonly stdout: Stream | undefined; readonly stderr: Stream | undefined } {
  const fds = machine.processes.get(pid)?.fds;
  return { stdout: fds?.get(1), stderr: fds?.get(2) };
}

export const textOfCapture = (stream: Stream | undefined): string => (stream?.kind === 'capture' ? stream.text : '');

/** How a process that was started from outside has ended; it is forgotten then. */
export function takeExit(machine: Machine, pid: number): ProcessExit | undefined {
  const exit = machine.processes.get(pid)?.exit;
  if (exit) machine.processes.delete(pid);
  return exit ?? undefined;
}

/** Signals that have come to the first process where the machine does not run it: whoever does has to obey them. */
export function takeSignals({ processes, mainPid }: Machine): readonly string[] {
  const main = processes.get(mainPid);
  return main?.task.kind === 'opaque' ? main.pending.splice(0) : [];
}

/** A signal from outside. */
export function signalProcess(machine: Machine, pid: number, signal: string): void {
  const process = machine.processes.get(pid);
  if (process) sendSignal(machine, process, signal);
}

/** The container has ended: no process is left, and what was written is complete. */
export function shutDown(machine: Machine, now: Instant): void {
  machine.now = now;
  flushLog(machine);
  for (const { pid, home } of machine.processes.values()) if (home === machine.home) machine.processes.delete(pid);
  machine.files.root.clear();
}

const QUANTUM = 100;

/** Runs all that can run now. Returns when it has to be called again; absent: only a signal or a new process can change anything. */
export function runMachine(machine: Machine, now: Instant): Instant | undefined {
  const { load } = machine;
  machine.now = now;
  if (now < load.pausedUntil) return load.pausedUntil;
  if (load.at !== now) Object.assign(load, { at: now, turns: 0, output: 0 });
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (const process of machine.processes.values())
      if (process.home === machine.home) isMoving = runProcess(machine, process) || isMoving;
    if (machine.processes.get(machine.mainPid)?.exit) return undefined;
    if (isMoving && load.turns >= limits.turnsPerInstant) return pause(machine);
  }
  load.strikes = 0;
  return nextWake(machine);
}

const STRIKES_AT_ONCE = 64;
const PAUSE_MAX = 1000;

/**
 * A machine that does not come to rest is charged time: 1 ms for 1,000 turns, and when it goes on and on, ever more.
 * @divergence A busy loop gets slower than a real one, so that it cannot keep the simulation from going on.
 */
function pause(machine: Machine): Instant {
  const { load, now } = machine;
  load.strikes++;
  load.pausedUntil = now + Math.min(PAUSE_MAX, 2 ** Math.max(0, Math.min(10, load.strikes - STRIKES_AT_ONCE)));
  return load.pausedUntil;
}

function nextWake(machine: Machine): Instant | undefined {
  let next: Instant | undefined;
  for (const { wait, home } of machine.processes.values())
    if (home === machine.home)
      next = earlier(next, wait?.kind === 'until' ? wait.at : wait?.kind === 'reply' ? wait.until : null);
  return next;
}

const earlier = (a: Instant | undefined, b: Instant | null): Instant | undefined =>
  b === null || (a !== undefined && a <= b) ? a : b;

/** Whether what a process waits for has come. */
function isReady(machine: Machine, process: Process): boolean {
  if (process.exit || process.task.kind === 'opaque' || isBlockedByPipe(machine, process)) return false;
  const { wait } = process;
  switch (wait?.kind) {
    case undefined:
      return true;
    case 'forever':
      return false;
    case 'until':
      return wait.at <= machine.now;
    case 'reply':
      return wait.until !== null && wait.until <= machine.now;
    case 'input':
      return hasInput(machine, process.fds.get(wait.fd));
    case 'end-of-input':
      return !isHeld(machine, wait.pipe, 'write');
    case 'children':
      return wait.pids.every((pid) => machine.processes.get(pid)?.exit !== null);
  }
}

const hasInput = (machine: Machine, stream: Stream | undefined): boolean =>
  stream?.kind !== 'pipe' || stream.pipe.text !== '' || !isHeld(machine, stream.pipe, 'write');

/** Gives a process its turns; tells whether it had any. */
function runProcess(machine: Machine, process: Process): boolean {
  let turns = 0;
  for (; turns < QUANTUM && isReady(machine, process); turns++) {
    machine.load.turns++;
    process.wait = null;
    const again = step(machine, process);
    if (!again) return true;
  }
  return turns > 0;
}

/** One turn; false when the others should have theirs now. */
function step(machine: Machine, process: Process): boolean {
  const { task } = process;
  if (task.kind === 'shell') {
    stepShell({ machine, process, shell: task.shell });
    return true;
  }
  if (task.kind === 'opaque') return false;
  const [, ...args] = process.argv;
  const { program, env, memory } = task;
  const outcome = programs[program]?.({ machine, process, args, env, memory, name: nameOf(process, program) });
  if (outcome === 'again') return process.task !== task;
  if (typeof outcome === 'object') process.wait = outcome;
  else endProcess(machine, process, { code: outcome ?? 0 });
  return true;
}

const nameOf = ({ argv }: Process, program: string): string => (program === 'sh' ? (argv[0] ?? 'sh') : program);
