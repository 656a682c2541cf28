/** Redirections: which descriptors a command gets. */
import type { HereDoc, Redirect, Redirection } from 'unbash';
import { textOfWord } from '../expansion/fields.ts';
import { joined } from '../expansion/piece.ts';
import { partPieces, unescapeQuoted } from '../expansion/pieces.ts';
import type { Scope } from '../expansion/variables.ts';
import { isFolder, parentOf, readFile, resolvePath, writeFile } from '../machine/files.ts';
import { nodeAt, writeErrorAt } from '../machine/mounts.ts';
import type { Frame, Machine, Process, Stream } from '../machine/machine-state.ts';
import { complain, type Turn } from './turn.ts';

/** A redirection with its words expanded. */
export interface Opening {
  readonly operator: string;
  readonly fd: number;
  /** A file, a descriptor, or the text itself. */
  readonly target: string;
}

/** Expands all redirections of a command, in their order. */
export const openingsOf = (scope: Scope, redirects: readonly Redirection[]): Opening[] =>
  redirects.map((redirect) => {
    if (redirect.type === 'HereDoc') return { operator: '<<', fd: fdOf(redirect, 0), target: bodyOf(scope, redirect) };
    const target = redirect.target ? textOfWord(scope, redirect.target) : '';
    if (redirect.type === 'HereString') return { operator: '<<', fd: fdOf(redirect, 0), target: `${target}\n` };
    return { operator: redirect.operator, fd: fdOf(redirect, redirect.operator.startsWith('<') ? 0 : 1), target };
  });

const fdOf = ({ descriptor }: Pick<Redirect, 'descriptor'>, otherwise: number): number =>
  descriptor?.type === 'FileDescriptor' ? descriptor.value : otherwise;

function bodyOf(scope: Scope, { body, delimiter, operator }: HereDoc): string {
  // `<<-` takes the tabs away before anything is expanded.
  const untabbed = (text: string, isLineStart: boolean): string =>
    operator === '<<' ? text : text.replaceAll(isLineStart ? /(^|\n)\t+/g : /(\n)\t+/g, '$1');
  if (delimiter?.quoted === true) return untabbed(body.text, true);
  if (!body.parts) return unescapeBody(untabbed(body.text, true));
  return joined(
    body.parts.flatMap((part, index) =>
      part.type === 'Literal'
        ? [{ text: unescapeBody(untabbed(part.text, index === 0)), kind: 'quoted' as const }]
        : partPieces(scope, part, { isQuoted: true }),
    ),
  );
}

/** In a here-document a backslash does not quote a double quote. */
const unescapeBody = (text: string): string => text.split('\\"').map(unescapeQuoted).join('\\"');

/** Changes the shell's own descriptors for the time of a frame; false, with a complaint, when one cannot be opened. */
export function redirect(turn: Turn, frame: Frame, openings: readonly Opening[]): boolean {
  if (openings.length === 0) return true;
  const { machine, process } = turn;
  const fds = new Map(process.fds);
  const error = open(machine, process, fds, openings);
  if (error === undefined) {
    const changed = [...new Set([...process.fds.keys(), ...fds.keys()])].filter(
      (fd) => process.fds.get(fd) !== fds.get(fd),
    );
    frame.saved = new Map(changed.map((fd) => [fd, process.fds.get(fd) ?? null]));
    setDescriptors(process, fds);
  } else complain(turn, error);
  return error === undefined;
}

export function setDescriptors(process: Process, fds: ReadonlyMap<number, Stream>): void {
  process.fds.clear();
  for (const [fd, stream] of fds) process.fds.set(fd, stream);
}

export const redirectionStatus = ({ dialect }: Machine): number => (dialect === 'dash' ? 2 : 1);

/** Changes descriptors in order; returns the shell's words when one cannot be opened. */
export function open(
  machine: Machine,
  process: Process,
  fds: Map<number, Stream>,
  openings: readonly Opening[],
): string | undefined {
  for (const opening of openings) {
    const error = openOne(machine, process, fds, opening);
    if (error !== undefined) return error;
  }
  return undefined;
}

function openOne(
  machine: Machine,
  process: Process,
  fds: Map<number, Stream>,
  { operator, fd, target }: Opening,
): string | undefined {
  if (operator === '<<') {
    fds.set(fd, { kind: 'pipe', end: 'read', pipe: { text: target } });
    return undefined;
  }
  const isBoth = operator.startsWith('&>') || (operator === '>&' && !/^(\d+|-)$/.test(target));
  if (operator.endsWith('&') && !isBoth) return duplicate(fds, fd, target);
  const stream = streamOf(machine, process, fds, {
    path: target,
    operator: isBoth ? operator.replace('&', '') : operator,
  });
  if (typeof stream === 'string') return stream;
  fds.set(isBoth ? 1 : fd, stream);
  if (isBoth) fds.set(2, stream);
  return undefined;
}

function duplicate(fds: Map<number, Stream>, fd: number, target: string): string | undefined {
  if (target === '-') {
    fds.delete(fd);
    return undefined;
  }
  const stream = fds.get(Number(target));
  if (!stream) return `${target}: Bad file descriptor`;
  fds.set(fd, stream);
  return undefined;
}

const words = {
  dash: {
    open: (path: string, why: string) => `cannot open ${path}: ${why}`,
    create: (path: string, why: string) => `cannot create ${path}: ${why}`,
  },
  ash: {
    open: (path: string, why: string) => `can't open '${path}': ${why}`,
    create: (path: string, why: string) => `can't create ${path}: ${why}`,
  },
};

const missing = {
  dash: { open: 'No such file', create: 'Directory nonexistent' },
  ash: { open: 'no such file', create: 'nonexistent directory' },
};

interface Wanted {
  readonly path: string;
  readonly operator: string;
}

/** An open file, or the shell's words why there is none. */
function streamOf(
  machine: Machine,
  process: Process,
  fds: Map<number, Stream>,
  { path, operator }: Wanted,
): Stream | string {
  const full = resolvePath(process.cwd, path);
  const device = deviceOf(machine, process, fds, full);
  if (device) return device;
  const how = operator === '<' ? 'open' : 'create';
  const isKept = operator === '>' && keepsFiles(process) && nodeAt(machine.files, full)?.kind === 'file';
  const error = isKept
    ? 'File exists'
    : operator === '<'
      ? readError(machine, full)
      : createError(machine, full, operator);
  if (error === undefined) return { kind: 'file', path: full, at: 0, append: operator.endsWith('>>') };
  const text = /No such file/.test(error) ? missing[machine.dialect][how] : error;
  return words[machine.dialect][how](path, text);
}

/** `set -C` */
const keepsFiles = ({ task }: Process): boolean => task.kind === 'shell' && task.shell.options.get('C') === true;

/** A device, or a descriptor of another process: `/dev/stderr`, `/dev/fd/3`, `/proc/1/fd/1`. */
function deviceOf(
  machine: Machine,
  process: Process,
  fds: ReadonlyMap<number, Stream>,
  path: string,
): Stream | undefined {
  const node = nodeAt(machine.files, path);
  if (node?.kind === 'device')
    return node.device === 'null' ? { kind: 'null' } : fds.get(['stdin', 'stdout', 'stderr'].indexOf(node.device));
  const [, pid, own, fd] = /^\/(?:proc\/(\d+|self)|dev\/(fd))(?:\/fd)?\/(\d+)$/.exec(path) ?? [];
  if (fd === undefined) return undefined;
  const isOwn = own !== undefined || pid === 'self' || Number(pid) === process.pid;
  return (isOwn ? fds : machine.processes.get(Number(pid))?.fds)?.get(Number(fd));
}

function readError(machine: Machine, path: string): string | undefined {
  if (isFolder(machine.files, path)) return undefined; // opens, and reads as nothing
  const file = readFile(machine.files, path);
  return 'error' in file ? file.error : undefined;
}

function createError(machine: Machine, path: string, operator: string): string | undefined {
  const isKept = operator !== '>' && operator !== '>|' && nodeAt(machine.files, path)?.kind === 'file';
  if (isKept) return writeErrorAt(machine.files, path);
  if (!nodeAt(machine.files, parentOf(path))) return 'No such file or directory';
  return writeFile(machine.files, path, '', machine.now);
}
