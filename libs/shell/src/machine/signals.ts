/** Signals: their names and numbers, and what they do to a process. */
import { endProcess } from './process-end.ts';
import type { Machine, Process } from './machine-state.ts';

const numbers: ReadonlyMap<string, number> = new Map(
  Object.entries({
    HUP: 1,
    INT: 2,
    QUIT: 3,
    ILL: 4,
    TRAP: 5,
    ABRT: 6,
    BUS: 7,
    FPE: 8,
    KILL: 9,
    USR1: 10,
    SEGV: 11,
    USR2: 12,
    PIPE: 13,
    ALRM: 14,
    TERM: 15,
    CHLD: 17,
    CONT: 18,
    STOP: 19,
    TSTP: 20,
    TTIN: 21,
    TTOU: 22,
    WINCH: 28,
  }),
);

const harmless = new Set(['CHLD', 'CONT', 'WINCH', 'STOP', 'TSTP', 'TTIN', 'TTOU']);

/** `TERM` for `TERM`, `SIGTERM`, `term` and `15`; `EXIT` for `EXIT` and `0`. */
export function signalName(text: string): string | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (name === 'EXIT' || name === '0') return 'EXIT';
  if (numbers.has(name)) return name;
  for (const [known, number] of numbers) if (String(number) === text) return known;
  return undefined;
}

export const signalNumber = (name: string): number => numbers.get(name) ?? 0;
export const signalNames = (): string[] => [...numbers.keys()];

/** More signals than that are not kept for a program that the machine does not run. */
const PENDING_MAX = 16;

/** Ctrl-C at the terminal of a process: it and all that it started hear INT, but for a shell that prompts, which begins a new line. */
export function interrupt(machine: Machine, pid: number): void {
  for (const process of machine.processes.values()) {
    if (!descends(machine, process, pid)) continue;
    const lines = process.task.kind === 'shell' ? process.task.shell.lines : undefined;
    if (!lines?.isPrompting) sendSignal(machine, process, 'INT');
    else if (process.wait?.kind === 'input') {
      Object.assign(lines, { text: '', isPrompted: false });
      process.wait = null;
    }
  }
}

function descends(machine: Machine, process: Process, pid: number): boolean {
  for (let one: Process | undefined = process; one; one = machine.processes.get(one.parent))
    if (one.pid === pid) return true;
  return false;
}

/**
 * A signal reaches a process: its trap is noted, or the default is done. PID 1 has no defaults, and only the runtime, from
 * outside, can kill it.
 * @source Linux 6 kernel/signal.c sig_task_ignored (SIGNAL_UNKILLABLE)
 */
export function sendSignal(machine: Machine, process: Process, signal: string): void {
  if (process.exit || process.ignored.has(signal)) return;
  if (process.home !== machine.home) machine.table.reached.set(process.home, true);
  if (process.task.kind === 'opaque')
    return void (process.pending.length < PENDING_MAX && process.pending.push(signal));
  const isTrapped = process.task.kind === 'shell' && process.task.shell.traps.has(signal);
  if (isTrapped && signal !== 'KILL') {
    process.pending.push(signal);
    if (process.wait?.kind === 'children' && process.wait.isInterruptible) process.wait = null;
  } else if (process.pid !== 1 && !harmless.has(signal)) {
    endProcess(machine, process, { code: 128 + signalNumber(signal), signal });
  }
}
