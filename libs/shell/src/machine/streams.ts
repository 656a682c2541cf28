/** Reading from and writing to the descriptors of a process. */
import { readFile, writeFile } from './files.ts';
import { limits } from './limits.ts';
import type { Machine, Pipe, Process, Stream } from './machine-state.ts';
import { endProcess } from './process-end.ts';

export function createPipe(): { readonly read: Stream; readonly write: Stream; readonly pipe: Pipe } {
  const pipe: Pipe = { text: '' };
  return { pipe, read: { kind: 'pipe', end: 'read', pipe }, write: { kind: 'pipe', end: 'write', pipe } };
}

/** Whether a living process, or somebody outside, holds this end of a pipe. */
export function isHeld(machine: Machine, pipe: Pipe, end: 'read' | 'write'): boolean {
  if (end === 'write' && pipe.outside?.isOpen) return true;
  for (const process of machine.processes.values()) {
    if (process.exit) continue;
    for (const stream of process.fds.values())
      if (stream.kind === 'pipe' && stream.pipe === pipe && stream.end === end) return true;
  }
  return false;
}

/** A pipe that is full makes its writers wait. */
export function isBlockedByPipe(machine: Machine, process: Process): boolean {
  const out = process.fds.get(1);
  return (
    out?.kind === 'pipe' &&
    out.end === 'write' &&
    out.pipe.text.length >= limits.pipeCharacters &&
    isHeld(machine, out.pipe, 'read')
  );
}

/** Writes; a text for nobody ends the process, as does a flood. Returns why it was not written. */
export function write(machine: Machine, process: Process, fd: number, text: string): string | undefined {
  const stream = process.fds.get(fd);
  if (!stream) return 'Bad file descriptor';
  if (text === '') return undefined;
  machine.load.output += text.length;
  if (machine.load.output > limits.outputPerInstant) {
    endProcess(machine, process, { code: 137, signal: 'KILL' });
    addToLog(
      machine,
      'stderr',
      `${process.argv[0] ?? ''}: ended: more output at one instant than the simulation allows\n`,
    );
    return undefined;
  }
  return writers[stream.kind](machine, process, stream as never, text); // the table is keyed by the kind
}

type Of<K extends Stream['kind']> = Extract<Stream, { kind: K }>;

const writers: {
  readonly [K in Stream['kind']]: (
    machine: Machine,
    process: Process,
    stream: Of<K>,
    text: string,
  ) => string | undefined;
} = {
  null: () => undefined,
  log: (machine, _process, { name }, text) => addToLog(machine, name, text),
  capture: (_machine, _process, stream, text) => {
    if (stream.text.length < limits.textCharacters) stream.text += text;
    return undefined;
  },
  pipe: (machine, process, { pipe, end }, text) => {
    if (end === 'read') return 'Bad file descriptor';
    if (isHeld(machine, pipe, 'read')) pipe.text += text;
    else if (process.ignored.has('PIPE')) return 'Broken pipe';
    else endProcess(machine, process, { code: 141, signal: 'PIPE' });
    return undefined;
  },
  file: (machine, _process, stream, text) => {
    const old = readFile(machine.files, stream.path);
    const before = 'text' in old ? old.text : '';
    const at = stream.append ? before.length : stream.at;
    stream.at = at + text.length;
    return writeFile(
      machine.files,
      stream.path,
      before.slice(0, at) + text + before.slice(at + text.length),
      machine.now,
    );
  },
};

/** Lines go to the log when they end, with the time of their end. */
function addToLog(machine: Machine, name: 'stdout' | 'stderr', text: string): undefined {
  const { log, now } = machine;
  const lines = ((log.rest.get(name) ?? '') + text).split('\n');
  log.rest.set(name, lines.pop() ?? '');
  for (const line of lines) log.lines.push({ at: now, line });
  // The kubelet rotates a container's log; the oldest lines go.
  if (log.lines.length > limits.logLines) log.lines = log.lines.slice(-limits.logLines);
}

/** What was written without a line end is a line when the container has ended. */
export function flushLog(machine: Machine): void {
  for (const [name, rest] of machine.log.rest) if (rest !== '') addToLog(machine, name, '\n');
}

/** What can be read now: a text, `undefined` at the end of the input, `null` while there is nothing yet. */
export function read(machine: Machine, process: Process, fd: number, most = Infinity): string | undefined | null {
  const stream = process.fds.get(fd);
  if (stream?.kind === 'file') {
    const file = readFile(machine.files, stream.path);
    const text = 'text' in file ? file.text.slice(stream.at, stream.at + most) : '';
    stream.at += text.length;
    return text === '' ? undefined : text;
  }
  if (stream?.kind !== 'pipe' || stream.end === 'write') return undefined;
  const { pipe } = stream;
  if (pipe.text === '') return isHeld(machine, pipe, 'write') ? null : undefined;
  const text = pipe.text.slice(0, most);
  pipe.text = pipe.text.slice(text.length);
  return text;
}

/** Gives back what was read too much. */
export function unread(process: Process, fd: number, text: string): void {
  const stream = process.fds.get(fd);
  if (stream?.kind === 'file') stream.at -= text.length;
  if (stream?.kind === 'pipe') stream.pipe.text = text + stream.pipe.text;
}
