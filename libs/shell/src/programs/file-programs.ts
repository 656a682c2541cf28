/** Programs that change the tree of files: `touch`, `rm`, `mkdir`, `rmdir`, `mv`, `cp`, `ln`, `chmod`. */
import {
  baseOf,
  hasRoom,
  isFolder,
  namesIn,
  parentOf,
  readFile,
  resolvePath,
  treeOf,
  writeFile,
} from '../machine/files.ts';
import { nodeAt, putNode, removeNode, type FileNode, type Files } from '../machine/mounts.ts';
import { complain, readOptions, type Program, type ProgramCall } from './program.ts';

/** Does `act` for every operand; what it returns is said, and makes the exit code 1. */
function forEach(
  call: ProgramCall,
  operands: readonly string[],
  act: (path: string, operand: string) => string | undefined,
): number {
  let code = 0;
  for (const operand of operands) {
    const error = act(resolvePath(call.process.cwd, operand), operand);
    if (error === undefined) continue;
    code = 1;
    complain(call, error);
  }
  return code;
}

function missing(call: ProgramCall): number {
  complain(call, 'missing operand');
  return 1;
}

export const touch: Program = (call) => {
  const { machine } = call;
  const { options, operands } = readOptions(call.args, 'dtr');
  if (operands.length === 0) return missing(call);
  return forEach(call, operands, (path, operand) => {
    const node = nodeAt(machine.files, path);
    if (!node && options.has('c')) return undefined;
    const error = node
      ? putNode(machine.files, path, { ...node, at: machine.now })
      : writeFile(machine.files, path, '', machine.now);
    return prefixed(machine.dialect === 'ash' ? operand : `cannot touch '${operand}'`, error);
  });
};

const prefixed = (before: string, error: string | undefined): string | undefined =>
  error === undefined ? undefined : `${before}: ${error}`;

export const rm: Program = (call) => {
  const { machine } = call;
  const { options, operands } = readOptions(call.args);
  const isForced = options.has('f');
  const isDeep = options.has('r') || options.has('R');
  if (operands.length === 0) return isForced ? 0 : missing(call);
  const cannot = (operand: string): string =>
    machine.dialect === 'ash' ? `can't remove '${operand}'` : `cannot remove '${operand}'`;
  return forEach(call, operands, (path, operand) => {
    const node = nodeAt(machine.files, path);
    if (!node) return isForced ? undefined : `${cannot(operand)}: No such file or directory`;
    if (node.kind === 'folder' && !isDeep)
      return machine.dialect === 'ash' ? `'${operand}' is a directory` : `${cannot(operand)}: Is a directory`;
    if (path === '/') return `${cannot(operand)}: Device or resource busy`;
    return prefixed(cannot(operand), removeTree(machine.files, path));
  });
};

/** Removes what is below a path, deepest first, and the path itself. Returns why something had to stay. */
function removeTree(files: Files, path: string): string | undefined {
  for (const one of treeOf(files, path).toReversed()) {
    const error = removeNode(files, one);
    if (error !== undefined) return error;
  }
  return undefined;
}

export const mkdir: Program = (call) => {
  const { machine } = call;
  const { options, operands } = readOptions(call.args, 'm');
  if (operands.length === 0) return missing(call);
  const before = (operand: string): string =>
    machine.dialect === 'ash' ? `can't create directory '${operand}'` : `cannot create directory '${operand}'`;
  const make = (path: string): string | undefined => {
    const node = nodeAt(machine.files, path);
    if (node) return options.has('p') && node.kind === 'folder' ? undefined : 'File exists';
    const parent = parentOf(path);
    const error = options.has('p') && !nodeAt(machine.files, parent) ? make(parent) : undefined;
    if (error !== undefined) return error;
    if (!isFolder(machine.files, parent))
      return nodeAt(machine.files, parent) ? 'Not a directory' : 'No such file or directory';
    if (!hasRoom(machine.files, path)) return 'No space left on device';
    return putNode(machine.files, path, { kind: 'folder', mode: 0o755, at: machine.now });
  };
  return forEach(call, operands, (path, operand) =>
    prefixed(before(operand), path.split('/').length > DEPTH_MAX ? 'File name too long' : make(path)),
  );
};

const DEPTH_MAX = 200;

export const rmdir: Program = (call) =>
  forEach(call, readOptions(call.args).operands, (path, operand) => {
    const { files } = call.machine;
    if (!isFolder(files, path))
      return `'${operand}': ${nodeAt(files, path) ? 'Not a directory' : 'No such file or directory'}`;
    if (namesIn(files, path).length > 0) return `'${operand}': Directory not empty`;
    return prefixed(`'${operand}'`, removeNode(files, path));
  });

/** Where a source goes: into a folder, under its own name, or to the very path. */
const destination = (call: ProgramCall, source: string, target: string): string => {
  const path = resolvePath(call.process.cwd, target);
  return isFolder(call.machine.files, path) ? resolvePath(path, baseOf(source)) : path;
};

function transfer(call: ProgramCall, isMove: boolean): number {
  const { options, operands } = readOptions(call.args);
  const target = operands.at(-1);
  if (target === undefined || operands.length < 2) return missing(call);
  const isDeep = isMove || options.has('r') || options.has('R') || options.has('a');
  const { files } = call.machine;
  return forEach(call, operands.slice(0, -1), (source, operand) => {
    const node = nodeAt(files, source);
    if (!node)
      return call.machine.dialect === 'ash'
        ? `can't ${isMove ? 'rename' : 'stat'} '${operand}': No such file or directory`
        : `cannot stat '${operand}': No such file or directory`;
    if (node.kind === 'folder' && !isDeep) return `-r not specified; omitting directory '${operand}'`;
    const to = destination(call, source, target);
    if (to === source) return `'${operand}' and '${target}' are the same file`;
    if (to.startsWith(`${source}/`)) return `cannot copy '${operand}' into itself`;
    return prefixed(cannotTransfer(call, { operand, target, isMove }), copyTree(call, { source, to, isMove }));
  });
}

function copyTree(
  { machine }: ProgramCall,
  { source, to, isMove }: { source: string; to: string; isMove: boolean },
): string | undefined {
  const { files } = machine;
  if (!isFolder(files, parentOf(to))) return 'No such file or directory';
  const paths = treeOf(files, source);
  if (!hasRoom(files, to, paths.length)) return 'No space left on device';
  for (const path of paths) {
    const node: FileNode | undefined = nodeAt(files, path);
    if (!node) continue;
    const error = putNode(files, to + path.slice(source.length), isMove ? node : { ...node, at: machine.now });
    if (error !== undefined) return error;
  }
  return isMove ? removeTree(files, source) : undefined;
}

function cannotTransfer(
  { machine }: ProgramCall,
  { operand, target, isMove }: { operand: string; target: string; isMove: boolean },
): string {
  if (machine.dialect === 'ash') return isMove ? `can't rename '${operand}'` : `can't create '${target}'`;
  return isMove ? `cannot move '${operand}' to '${target}'` : `cannot create regular file '${target}'`;
}

export const mv: Program = (call) => transfer(call, true);
export const cp: Program = (call) => transfer(call, false);

/**
 * `ln` copies.
 * @divergence There are no links: a change of one name does not show under the other.
 */
export const ln: Program = (call) => {
  const { options, operands } = readOptions(call.args);
  const [source = '', target = baseOf(source)] = operands;
  const from = resolvePath(call.process.cwd, source);
  const file = readFile(call.machine.files, from);
  return forEach(call, [target], (_path, operand) => {
    const to = destination(call, from, operand);
    if (nodeAt(call.machine.files, to) && !options.has('f')) return `${operand}: File exists`;
    if ('error' in file) return `${source}: ${file.error}`;
    return prefixed(operand, writeFile(call.machine.files, to, file.text, call.machine.now));
  });
};

export const chmod: Program = (call) => {
  const [mode = '', ...operands] = call.args.filter((arg) => !/^-[Rvcf]+$/.test(arg));
  return forEach(call, operands, (path, operand) => {
    const node = nodeAt(call.machine.files, path);
    if (!node) return `${operand}: No such file or directory`;
    const next = modeOf(node.mode, mode);
    if (next === undefined) return `invalid mode '${mode}'`;
    return prefixed(operand, putNode(call.machine.files, path, { ...node, mode: next }));
  });
};

/** `755`, `+x`, `u+x,g-w`, `a=r`. */
function modeOf(old: number, text: string): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let mode = old;
  for (const part of text.split(',')) {
    const [, who, operator, what] = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(part) ?? [];
    if (operator === undefined) return undefined;
    const classes = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
    const mask = who ? [...who].reduce((sum, one) => sum | classes[one as keyof typeof classes], 0) : 0o777; // matched above
    const bits =
      [...(what ?? '')].reduce((sum, one) => sum | (one === 'r' ? 0o444 : one === 'w' ? 0o222 : 0o111), 0) & mask;
    mode = operator === '+' ? mode | bits : operator === '-' ? mode & ~bits : (mode & ~mask) | bits;
  }
  return mode;
}
