/** The conditions of `test`, `[` and `[[`. */
import { resolvePath } from '../machine/files.ts';
import { nodeAt, writeErrorAt, type FileNode } from '../machine/mounts.ts';
import type { Machine, Process } from '../machine/machine-state.ts';

interface Place {
  readonly machine: Machine;
  readonly process: Process;
}

const onFiles: Readonly<Record<string, (node: FileNode) => boolean>> = {
  '-e': () => true,
  '-a': () => true,
  '-f': ({ kind }) => kind === 'file',
  '-d': ({ kind }) => kind === 'folder',
  '-c': ({ kind }) => kind === 'device',
  '-r': () => true,
  '-w': () => true,
  '-x': ({ kind, mode }) => kind === 'folder' || (mode & 0o111) !== 0,
  '-s': (node) => node.kind === 'folder' || (node.kind === 'file' && node.text.length > 0),
};

const never = new Set(['-b', '-p', '-S', '-h', '-L', '-g', '-u', '-k', '-t']);

export const isUnary = (operator: string): boolean =>
  operator === '-n' || operator === '-z' || Object.hasOwn(onFiles, operator) || never.has(operator);

/** A condition on one word; absent: there is no such operator. */
export function isTrue({ machine, process }: Place, operator: string, operand: string): boolean | undefined {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (never.has(operator)) return false;
  const test = Object.hasOwn(onFiles, operator) ? onFiles[operator] : undefined;
  if (!test) return undefined;
  const path = resolvePath(process.cwd, operand);
  const node = operand === '' ? undefined : nodeAt(machine.files, path);
  if (operator === '-w' && writeErrorAt(machine.files, path) !== undefined) return false;
  return node !== undefined && test(node);
}

const onTexts: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

const onNumbers: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

const timeOf = ({ machine, process }: Place, path: string): number =>
  nodeAt(machine.files, resolvePath(process.cwd, path))?.at ?? -1;

export const isBinary = (operator: string): boolean =>
  Object.hasOwn(onTexts, operator) || Object.hasOwn(onNumbers, operator) || operator === '-nt' || operator === '-ot';

interface Comparison {
  readonly left: string;
  readonly operator: string;
  readonly right: string;
}

/** A condition on two words; absent when there is no such operator, or a number is none. */
export function compare(place: Place, { left, operator, right }: Comparison): boolean | undefined {
  if (Object.hasOwn(onTexts, operator)) return onTexts[operator]?.(left, right);
  if (operator === '-nt') return timeOf(place, left) > timeOf(place, right);
  if (operator === '-ot') return timeOf(place, left) < timeOf(place, right);
  if (!Object.hasOwn(onNumbers, operator) || !isNumber(left) || !isNumber(right)) return undefined;
  return onNumbers[operator]?.(BigInt(left.trim().replace(/^\+/, '')), BigInt(right.trim().replace(/^\+/, '')));
}

export const isNumber = (text: string): boolean => /^\s*[-+]?\d+\s*$/.test(text);
export const isNumeric = (operator: string): boolean => Object.hasOwn(onNumbers, operator);
