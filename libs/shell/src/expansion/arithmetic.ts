/** Arithmetic in 64 bits: `$(( … ))`, `(( … ))` and numbers in tests and indexes. */
import type { ArithmeticExpansionPart, ArithmeticExpression, ArithmeticWord, SyntaxNode } from 'unbash';
import { unitOf } from '../syntax/unit.ts';
import { ShellError } from './interruption.ts';
import { joined } from './piece.ts';
import { assign, keyOf, variable, type Scope } from './variables.ts';

/** What an expression has assigned so far; it counts when the whole expression has been worked out. */
interface Sum {
  readonly scope: Scope;
  readonly changes: Map<string, bigint>;
  readonly depth: number;
}

const DEPTH_MAX = 50;
const SYNTAX = 'arithmetic expression: expecting primary';

export const evaluateExpansion = (scope: Scope, part: ArithmeticExpansionPart): string =>
  evaluateBody(scope, part, part.text.replace(/^\$\(\(/, '').replace(/\)\)$/, ''));

/**
 * The value of what stands between the parentheses: expanded as in double quotes first, then parsed.
 * @source POSIX.1-2024 XCU 2.6.4
 */
export function evaluateBody(scope: Scope, node: SyntaxNode, body: string): string {
  return evaluateText(scope, /[$`]/.test(body) ? expandBody(scope, node, body) : body);
}

/** The body of a here-document is expanded just so; a double quote means nothing in it. */
function expandBody(scope: Scope, node: SyntaxNode, body: string): string {
  const unit = unitOf(`: <<ARITHMETIC\n${body}\nARITHMETIC\n`);
  const text = unit.nodes.find((one) => one.type === 'HereDocBody');
  const inner: Scope = { ...scope, unit, prefix: `${keyOf(scope, node)}/` };
  return joined((text?.parts ?? []).flatMap((part) => scope.words.part(inner, part, { isQuoted: true }))).replaceAll(
    '"',
    '',
  );
}

/** The value of an expression as the text of a script has it; nothing at all is 0. */
export function evaluateText(scope: Scope, text: string): string {
  return text.trim() === '' ? '0' : String(commit(scope, (sum) => valueOfText(sum, text)));
}

export const evaluate = (scope: Scope, expression: ArithmeticExpression): bigint =>
  commit(scope, (sum) => value(sum, expression));

function commit(scope: Scope, work: (sum: Sum) => bigint): bigint {
  const changes = new Map<string, bigint>();
  const result = work({ scope, changes, depth: 0 });
  for (const [name, number] of changes) assign(scope.shell, name, String(number));
  return result;
}

function valueOfText(sum: Sum, text: string): bigint {
  const number = literal(text.trim());
  if (number !== undefined) return number;
  if (sum.depth > DEPTH_MAX) throw new ShellError('arithmetic expression: recursion too deep');
  const [statement] =
    (unitOf(`((${text}))`).nodes[0] as { commands?: readonly { command?: unknown }[] }).commands ?? []; // the root is a script
  const command = statement?.command as { type?: string; expression?: ArithmeticExpression } | undefined;
  if (command?.type !== 'ArithmeticCommand' || !command.expression) throw new ShellError(`${SYNTAX}: "${text}"`);
  return value({ ...sum, depth: sum.depth + 1 }, command.expression);
}

const wrap = (number: bigint): bigint => BigInt.asIntN(64, number);

function literal(text: string): bigint | undefined {
  if (/^0[0-7]+$/.test(text)) return wrap(BigInt(`0o${text.slice(1)}`));
  if (/^(0[xX][0-9a-fA-F]+|\d+)$/.test(text)) return wrap(BigInt(text));
  return /^-\d+$/.test(text) ? wrap(BigInt(text)) : undefined;
}

type Kind = ArithmeticExpression['type'];

const kinds: { readonly [K in Kind]: (sum: Sum, node: Extract<ArithmeticExpression, { type: K }>) => bigint } = {
  ArithmeticWord: word,
  ArithmeticGroup: (sum, { expression }) => value(sum, expression),
  ArithmeticTernary: (sum, { test, consequent, alternate }) =>
    value(sum, value(sum, test) !== 0n ? consequent : alternate),
  ArithmeticUnary: unary,
  ArithmeticBinary: binary,
  ArithmeticCommandExpansion: (_sum, { text }) => refuse(text),
};

function value(sum: Sum, node: ArithmeticExpression): bigint {
  return kinds[node.type](sum, node as never); // the table is keyed by the type
}

function word(sum: Sum, { value: text }: ArithmeticWord): bigint {
  const number = literal(text);
  if (number !== undefined) return number;
  if (/^\$?[A-Za-z_]\w*$/.test(text)) return named(sum, text.replace('$', ''));
  return refuse(text);
}

const refuse = (text: string): never => {
  throw new ShellError(`${SYNTAX}: "${text}"`);
};

function named(sum: Sum, name: string): bigint {
  const changed = sum.changes.get(name);
  if (changed !== undefined) return changed;
  const text = variable(sum.scope.shell, name);
  if (text === undefined && sum.scope.shell.options.get('u') === true)
    throw new ShellError(`${name}: parameter not set`);
  return text === undefined || text.trim() === '' ? 0n : valueOfText(sum, text);
}

const flag = (is: boolean): bigint => (is ? 1n : 0n);

const operators: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': divide,
  '%': (a, b) => a - divide(a, b) * b,
  '<<': (a, b) => a << (b & 63n),
  '>>': (a, b) => a >> (b & 63n),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<': (a, b) => flag(a < b),
  '>': (a, b) => flag(a > b),
  '<=': (a, b) => flag(a <= b),
  '>=': (a, b) => flag(a >= b),
  '==': (a, b) => flag(a === b),
  '!=': (a, b) => flag(a !== b),
  ',': (_a, b) => b,
  '**': power,
};

function divide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new ShellError('arithmetic expression: division by zero');
  return a / b;
}

function power(a: bigint, b: bigint): bigint {
  if (b < 0n) throw new ShellError('arithmetic expression: exponent less than 0');
  let result = 1n;
  for (let bit = 63n; bit >= 0n; bit--) {
    result = wrap(result * result);
    if ((b >> bit) & 1n) result = wrap(result * a);
  }
  return result;
}

function binary(
  sum: Sum,
  { operator, left, right }: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>,
): bigint {
  if (operator === '&&') return flag(value(sum, left) !== 0n && value(sum, right) !== 0n);
  if (operator === '||') return flag(value(sum, left) !== 0n || value(sum, right) !== 0n);
  const own = operators[operator];
  if (own) return wrap(own(value(sum, left), value(sum, right)));
  const name = nameOf(left);
  const added = value(sum, right);
  if (operator === '=') return store(sum, name, added);
  const compound = operators[operator.slice(0, -1)];
  if (!operator.endsWith('=') || !compound) throw new ShellError(SYNTAX);
  return store(sum, name, compound(named(sum, name), added));
}

const nameOf = (node: ArithmeticExpression): string => {
  if (node.type === 'ArithmeticWord' && /^[A-Za-z_]\w*$/.test(node.value)) return node.value;
  throw new ShellError('arithmetic expression: attempted assignment to non-variable');
};

function store({ changes }: Sum, name: string, number: bigint): bigint {
  changes.set(name, wrap(number));
  return wrap(number);
}

function unary(
  sum: Sum,
  { operator, operand, prefix }: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
): bigint {
  if (operator === '++' || operator === '--') {
    const before = named(sum, nameOf(operand));
    const after = store(sum, nameOf(operand), before + (operator === '++' ? 1n : -1n));
    return prefix ? after : before;
  }
  const number = value(sum, operand);
  return operator === '-'
    ? wrap(-number)
    : operator === '!'
      ? flag(number === 0n)
      : operator === '~'
        ? ~number
        : number;
}
