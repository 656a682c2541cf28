/** `expr`: numbers, comparisons and texts. */
import { compileRegex, findMatch } from './plain-regex.ts';
import { complain, out, type Program } from './program.ts';

class ExprError extends Error {}

type Apply = (a: string, b: string) => string;

const isNumber = (text: string): boolean => /^-?\d+$/.test(text);

const onNumbers =
  (apply: (a: bigint, b: bigint) => bigint): Apply =>
  (a, b) => {
    if (!isNumber(a) || !isNumber(b)) throw new ExprError('non-integer argument');
    return String(apply(BigInt(a), BigInt(b)));
  };

const divided =
  (apply: (a: bigint, b: bigint) => bigint): Apply =>
  (a, b) => {
    if (isNumber(b) && BigInt(b) === 0n) throw new ExprError('division by zero');
    return onNumbers(apply)(a, b);
  };

const compared =
  (holds: (order: number) => boolean): Apply =>
  (a, b) => {
    const order = isNumber(a) && isNumber(b) ? Number(BigInt(a) - BigInt(b)) : a < b ? -1 : a > b ? 1 : 0;
    return holds(order) ? '1' : '0';
  };

const isNothing = (text: string): boolean => text === '' || /^-?0+$/.test(text);

/** How much of a text its beginning matches. */
const matched: Apply = (text, pattern) => {
  const regex = compileRegex(`^${pattern}`, { isExtended: false });
  const match = regex && findMatch(regex, text);
  return String(match ? match.end - match.start : 0);
};

/** From the loosest to the tightest. */
const levels: readonly Readonly<Record<string, Apply>>[] = [
  { '|': (a, b) => (isNothing(a) ? (isNothing(b) ? '0' : b) : a) },
  { '&': (a, b) => (isNothing(a) || isNothing(b) ? '0' : a) },
  {
    '=': compared((order) => order === 0),
    '==': compared((order) => order === 0),
    '!=': compared((order) => order !== 0),
    '<': compared((order) => order < 0),
    '<=': compared((order) => order <= 0),
    '>': compared((order) => order > 0),
    '>=': compared((order) => order >= 0),
  },
  { '+': onNumbers((a, b) => a + b), '-': onNumbers((a, b) => a - b) },
  { '*': onNumbers((a, b) => a * b), '/': divided((a, b) => a / b), '%': divided((a, b) => a % b) },
  { ':': matched },
];

interface Words {
  readonly words: readonly string[];
  at: number;
}

function evaluate(words: Words, level = 0): string {
  const operators = levels[level];
  if (!operators) return primary(words);
  let value = evaluate(words, level + 1);
  for (;;) {
    const operator = words.words[words.at] ?? '';
    const apply = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (!apply) return value;
    words.at++;
    value = apply(value, evaluate(words, level + 1));
  }
}

function primary(words: Words): string {
  const word = words.words[words.at++];
  if (word === undefined) throw new ExprError('syntax error');
  if (word === 'length' && words.at < words.words.length) return String(primary(words).length);
  if (word !== '(') return word;
  const value = evaluate(words);
  if (words.words[words.at++] !== ')') throw new ExprError('syntax error');
  return value;
}

const TROUBLE = 2;

/**
 * Prints a value; 1 when it is nothing or 0.
 * @source POSIX.1-2024 XCU expr
 * @divergence groups in a pattern are not printed, only how much was matched
 */
export const expr: Program = (call) => {
  const words: Words = { words: call.args, at: 0 };
  try {
    const value = evaluate(words);
    if (words.at < call.args.length) throw new ExprError('syntax error');
    out(call, `${value}\n`);
    return isNothing(value) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    complain(call, error.message);
    return TROUBLE;
  }
};
