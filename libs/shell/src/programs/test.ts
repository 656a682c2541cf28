/** `test` and `[`. */
import { compare, isBinary, isNumber, isNumeric, isTrue, isUnary } from './test-conditions.ts';
import { complain, type Program, type ProgramCall } from './program.ts';

/** What is wrong with an expression, in the program's words. */
class Refusal extends Error {}

/** @source POSIX.1-2024 XCU test */
export const test: Program = (call) => {
  const words = call.name === '[' ? call.args.slice(0, -1) : call.args;
  if (call.name === '[' && call.args.at(-1) !== ']') return refuse(call, 'missing ]');
  try {
    const reader = { words, at: 0, call };
    if (words.length === 0) return 1;
    const result = readOr(reader);
    return reader.at < words.length ? refuse(call, `${words[reader.at] ?? ''}: unexpected operator`) : result ? 0 : 1;
  } catch (error) {
    if (error instanceof Refusal) return refuse(call, error.message);
    throw error;
  }
};

function refuse(call: ProgramCall, message: string): number {
  complain(call, message);
  return 2;
}

interface Reader {
  readonly words: readonly string[];
  readonly call: ProgramCall;
  at: number;
}

function readOr(reader: Reader): boolean {
  let result = readAnd(reader);
  while (reader.words[reader.at] === '-o') {
    reader.at++;
    result = readAnd(reader) || result;
  }
  return result;
}

function readAnd(reader: Reader): boolean {
  let result = readNot(reader);
  while (reader.words[reader.at] === '-a') {
    reader.at++;
    result = readNot(reader) && result;
  }
  return result;
}

function readNot(reader: Reader): boolean {
  const [word = '', next] = reader.words.slice(reader.at);
  if (word !== '!' || next === undefined || isComparison(reader)) return readPrimary(reader);
  reader.at++;
  return !readNot(reader);
}

/** Three words with an operator in the middle compare, whatever the first is. */
const isComparison = ({ words, at }: Reader): boolean => at + 2 < words.length && isBinary(words[at + 1] ?? '');

function readPrimary(reader: Reader): boolean {
  const { words, at, call } = reader;
  const word = words[at];
  if (word === undefined) throw new Refusal('argument expected');
  if (isComparison(reader)) return readComparison(reader);
  if (word === '(' && words.length - at > 1) return readGroup(reader);
  if (isUnary(word) && at + 1 < words.length) {
    reader.at += 2;
    return isTrue(call, word, words[at + 1] ?? '') === true;
  }
  reader.at++;
  return word !== '';
}

function readComparison(reader: Reader): boolean {
  const [left = '', operator = '', right = ''] = reader.words.slice(reader.at);
  reader.at += 3;
  const result = compare(reader.call, { left, operator, right });
  if (result === undefined && isNumeric(operator))
    throw new Refusal(`Illegal number: ${isNumber(left) ? right : left}`);
  return result === true;
}

function readGroup(reader: Reader): boolean {
  reader.at++;
  const result = readOr(reader);
  if (reader.words[reader.at] !== ')') throw new Refusal('closing paren expected');
  reader.at++;
  return result;
}
