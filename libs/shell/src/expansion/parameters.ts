/** Parameters with their operators: `$x`, `${x:-word}`, `${x#pattern}`, `${#x}` and those of bash. */
import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import { evaluateText } from './arithmetic.ts';
import { limits } from '../machine/limits.ts';
import { ShellError } from './interruption.ts';
import { compilePattern, matches, type Pattern } from './pattern.ts';
import { expansion, joined, type Piece, type Quoting } from './piece.ts';
import { assign, parameter, separators, type Scope } from './variables.ts';

const piecesOf = (scope: Scope, word: Word, quoting: Quoting = { isQuoted: false }): Piece[] =>
  scope.words.pieces(scope, word, quoting);

/** `$name`, `$1`, `$@` … */
export function expandSimple(scope: Scope, name: string, quoting: Quoting): Piece[] {
  if (name === '@' || name === '*')
    return expandList(scope, { items: scope.shell.params, isStar: name === '*' }, quoting);
  return expansion(known(scope, name, parameter(scope, name)), quoting);
}

/** `"$*"` is one field, `"$@"` one for each; outside quotes both are as many as there are, and split further. */
function expandList(
  scope: Scope,
  list: { readonly items: readonly string[]; readonly isStar: boolean },
  quoting: Quoting,
): Piece[] {
  const { items, isStar } = list;
  if (isStar && quoting.isQuoted) return expansion(items.join(separators(scope.shell).slice(0, 1)), quoting);
  return items.flatMap((text, index): Piece[] => [
    ...(index > 0 ? [{ text: '', kind: 'break' } as const] : []),
    ...expansion(text, quoting),
  ]);
}

function known(scope: Scope, name: string, value: string | undefined): string {
  if (value === undefined && scope.shell.options.get('u') === true) throw new ShellError(`${name}: parameter not set`);
  return value ?? '';
}

export function expandParameter(scope: Scope, part: ParameterExpansionPart, quoting: Quoting): Piece[] {
  const { parameter: name, prefix, operation } = part;
  if (name === '' || (part.text.endsWith('}') && operation?.type === 'Unknown'))
    throw new ShellError('Bad substitution');
  const items = itemsOf(scope, part);
  if (items && prefix === '#') return expansion(String(items.length), quoting);
  if (items && (!operation || operation.type !== 'Default')) {
    const changed = operation ? items.map((text) => transform(scope, operation, text)) : items;
    return expandList(scope, { items: changed, isStar: name === '*' || part.index?.value === '*' }, quoting);
  }
  const value = items ? (items.length > 0 ? items.join(' ') : undefined) : valueOf(scope, part);
  if (prefix === '#') return expansion(String(known(scope, name, value).length), quoting);
  if (prefix === '!') return expansion(known(scope, name, parameter(scope, value ?? '')), quoting);
  if (!operation) return expansion(known(scope, name, value), quoting);
  if (operation.type === 'Default') return defaults(scope, { name, value, operation, items }, quoting);
  return expansion(transform(scope, operation, known(scope, name, value)), quoting);
}

/** The list that `@`, `*` or `name[@]` stands for. */
function itemsOf({ shell }: Scope, { parameter: name, index }: ParameterExpansionPart): readonly string[] | undefined {
  if (name === '@' || name === '*') return shell.params;
  if (index?.value !== '@' && index?.value !== '*') return undefined;
  const value = shell.variables.get(name)?.value;
  if (value instanceof Map) return [...value].toSorted(([a], [b]) => a - b).map(([, text]) => text);
  return value === undefined ? [] : [value];
}

function valueOf(scope: Scope, { parameter: name, index }: ParameterExpansionPart): string | undefined {
  if (!index) return parameter(scope, name);
  const at = Number(evaluateText(scope, joined(piecesOf(scope, index))));
  const value = scope.shell.variables.get(name)?.value;
  if (value instanceof Map) return value.get(at < 0 ? Math.max(...value.keys()) + 1 + at : at);
  return at === 0 ? value : undefined;
}

type Default = Extract<ParameterOperation, { type: 'Default' }>;

interface Defaulting {
  readonly name: string;
  readonly value: string | undefined;
  readonly operation: Default;
  readonly items: readonly string[] | undefined;
}

/** @source POSIX.1-2024 XCU 2.6.2, table of `:-` and its like */
function defaults(scope: Scope, { name, value, operation, items }: Defaulting, quoting: Quoting): Piece[] {
  const { operator, operand } = operation;
  const isThere = value !== undefined && !(operator.startsWith(':') && value === '');
  const own = (): Piece[] =>
    items ? expandList(scope, { items, isStar: name === '*' }, quoting) : expansion(value ?? '', quoting);
  switch (operator.at(-1)) {
    case '+':
      return isThere ? operandPieces(scope, operand, quoting) : [];
    case '=':
      if (!isThere) return expansion(assignDefault(scope, name, operand), quoting);
      return own();
    case '?':
      if (!isThere)
        throw new ShellError(`${name}: ${joined(operandPieces(scope, operand, quoting)) || notSet(operator)}`);
      return own();
    default:
      return isThere ? own() : operandPieces(scope, operand, quoting);
  }
}

const notSet = (operator: string): string =>
  operator.startsWith(':') ? 'parameter not set or null' : 'parameter not set';

function assignDefault(scope: Scope, name: string, operand: Word): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new ShellError(`${name}: bad variable name`);
  const text = joined(piecesOf(scope, operand));
  assign(scope.shell, name, text);
  return text;
}

/** An operand is split as an expansion is, except for what is quoted in it. */
const operandPieces = (scope: Scope, operand: Word, quoting: Quoting): Piece[] =>
  piecesOf(scope, operand, quoting).map((piece) =>
    piece.kind === 'plain' ? { text: piece.text, kind: 'split' } : piece,
  );

const CHARGE = 10_000;

function transform(scope: Scope, operation: Exclude<ParameterOperation, Default>, text: string): string {
  const pattern = (word: Word): Pattern => compilePattern(piecesOf(scope, word));
  switch (operation.type) {
    case 'Remove':
      // Such a search is work for many turns.
      scope.machine.load.turns += Math.floor(text.length ** 2 / CHARGE);
      return remove(text, operation.operator, pattern(operation.operand));
    case 'Replace':
      scope.machine.load.turns += Math.floor(text.length ** 3 / CHARGE);
      return replace(
        text,
        operation.operator,
        pattern(operation.pattern),
        joined(piecesOf(scope, operation.replacement)),
      );
    case 'Slice':
      return slice(scope, text, operation);
    case 'CaseModification':
      return changeCase(text, operation.operator);
    default:
      throw new ShellError('Bad substitution');
  }
}

function checkLength(text: string, most: number): void {
  if (text.length > most) throw new ShellError('text too long for a pattern');
}

/** `#` and `%` take the shortest match, doubled the longest. */
function remove(text: string, operator: '#' | '##' | '%' | '%%', pattern: Pattern): string {
  checkLength(text, limits.patternCharacters);
  const isPrefix = operator.startsWith('#');
  const isLongest = operator.length === 2;
  for (let step = 0; step <= text.length; step++) {
    const length = isLongest ? text.length - step : step;
    const cut = isPrefix ? text.slice(0, length) : text.slice(text.length - length);
    if (matches(pattern, cut)) return isPrefix ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

function replace(text: string, operator: '/' | '//' | '/#' | '/%', pattern: Pattern, by: string): string {
  checkLength(text, limits.replacedCharacters);
  let result = '';
  for (let at = 0; at < text.length;) {
    const length = longestAt(text, at, pattern);
    const fitsHere =
      length > 0 && (operator !== '/#' || at === 0) && (operator !== '/%' || at + length === text.length);
    result += fitsHere ? by : (text[at] ?? '');
    at += fitsHere ? length : 1;
    if (fitsHere && operator !== '//') return result + text.slice(at);
  }
  return result;
}

function longestAt(text: string, at: number, pattern: Pattern): number {
  for (let length = text.length - at; length > 0; length--)
    if (matches(pattern, text.slice(at, at + length))) return length;
  return 0;
}

function slice(scope: Scope, text: string, { offset, length }: Extract<ParameterOperation, { type: 'Slice' }>): string {
  const number = (word: Word): number => Number(evaluateText(scope, joined(piecesOf(scope, word))));
  const from = number(offset);
  const start = from < 0 ? Math.max(0, text.length + from) : from;
  if (!length) return text.slice(start);
  const count = number(length);
  return text.slice(start, count < 0 ? text.length + count : start + count);
}

function changeCase(text: string, operator: '^' | '^^' | ',' | ',,'): string {
  const change = (one: string): string => (operator.startsWith('^') ? one.toUpperCase() : one.toLowerCase());
  return operator.length === 2 ? change(text) : change(text.slice(0, 1)) + text.slice(1);
}
