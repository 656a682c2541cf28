/** Runs scripts on a machine under virtual time: what the specs of the shell play in. */
import { decodeState, encodeState } from '#kernel';
import {
  capturesOf,
  createMachine,
  runMachine,
  startProcess,
  takeExit,
  textOfCapture,
  type Dialect,
  type Machine,
  type ProcessStart,
} from '#shell';

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** Absent: it does not end. */
  readonly code: number | undefined;
  /** Milliseconds that it took. */
  readonly took: number;
}

export interface RunOptions {
  readonly dialect?: Dialect;
  /** Wake-ups at most. */
  readonly most?: number;
  /** The machine is written down and read again before this wake-up. */
  readonly restoreAt?: number;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const newMachine = (dialect: Dialect = 'dash'): Machine =>
  createMachine({ hostname: 'web', dialect, epoch: 1_767_225_600_000 });

export const startOf = (argv: readonly string[], output: ProcessStart['output'] = 'capture'): ProcessStart => ({
  argv,
  env: new Map([
    ['PATH', PATH],
    ['HOME', '/root'],
  ]),
  cwd: '/tmp',
  output,
});

/** Runs a script beside a PID 1 that does nothing, until it has ended or nothing moves any more. */
export function runScript(text: string, { dialect = 'dash', most = 2000, restoreAt }: RunOptions = {}): Answer {
  let machine = newMachine(dialect);
  startProcess(machine, startOf(['/init'], 'log'));
  const pid = startProcess(machine, startOf(['sh', '-c', text]));
  let captures = capturesOf(machine, pid);
  let now = 0;
  for (let count = 0; count < most && !machine.processes.get(pid)?.exit; count++) {
    if (count === restoreAt)
      ({ machine, captures } = decodeState(encodeState({ machine, captures })) as {
        machine: Machine;
        captures: typeof captures;
      }); // the same shape
    const next = runMachine(machine, now);
    if (next === undefined || machine.processes.get(pid)?.exit) break;
    now = next;
  }
  const exit = takeExit(machine, pid);
  return {
    stdout: textOfCapture(captures.stdout),
    stderr: textOfCapture(captures.stderr),
    code: exit?.code,
    took: now,
  };
}

export const outputOf = (text: string, dialect: Dialect = 'dash'): string => runScript(text, { dialect }).stdout;
