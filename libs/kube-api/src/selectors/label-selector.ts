/** Label selectors: the query form (`a=b,c in (d,e),!f`) and the object form of specs. */
import type { LabelSelector, SelectorRequirement } from '../core-v1/pod.ts';
import { checkLabelValue, checkQualifiedName } from '../meta-v1/names.ts';
import { badRequest } from '../meta-v1/status.ts';
import { goQuote } from '../text/go-text.ts';
import { lexSelector, type Token } from './selector-lexer.ts';

export type Labels = Readonly<Record<string, string>> | undefined;
type Operator = 'Exists' | 'DoesNotExist' | 'In' | 'NotIn' | 'Equals' | 'NotEquals' | 'Gt' | 'Lt';

export interface LabelRequirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

const labelOf = (labels: Labels, key: string): string | undefined =>
  labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;

const compareIntegers = (
  value: string | undefined,
  other: string | undefined,
  holds: (a: number, b: number) => boolean,
): boolean => value !== undefined && /^[-+]?\d+$/.test(value) && holds(Number(value), Number(other));

const operators = {
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Equals: (value, values) => value !== undefined && values.includes(value),
  NotEquals: (value, values) => value === undefined || !values.includes(value),
  Gt: (value, [other]) => compareIntegers(value, other, (a, b) => a > b),
  Lt: (value, [other]) => compareIntegers(value, other, (a, b) => a < b),
} satisfies Record<Operator, (value: string | undefined, values: readonly string[]) => boolean>;

/** True when the labels meet every requirement. */
export const matchesRequirements = (requirements: readonly LabelRequirement[], labels: Labels): boolean =>
  requirements.every(({ key, operator, values }) => operators[operator](labelOf(labels, key), values));

/** The object form; an absent selector matches nothing, an empty one everything. */
export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!selector) return false;
  const pairs = Object.entries(selector.matchLabels ?? {});
  return (
    pairs.every(([key, value]) => labelOf(labels, key) === value) &&
    matchesExpressions(selector.matchExpressions, labels)
  );
}

/** Requirements of a spec: node affinity terms and label selectors. */
export const matchesExpressions = (expressions: readonly SelectorRequirement[] | undefined, labels: Labels): boolean =>
  (expressions ?? []).every(({ key, operator, values = [] }) => operators[operator](labelOf(labels, key), values));

/**
 * Reads the query form. Throws a 400 StatusError with the parser's words.
 * @source kube-apiserver v1.37 apimachinery/pkg/labels: Parse
 */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  const parser: Parser = { tokens: lexSelector(text), at: 0 };
  const requirements: LabelRequirement[] = [];
  if (peek(parser).kind === 'end') return requirements;
  for (;;) {
    if (!startsRequirement(peek(parser))) throw found(peek(parser), "expected: !, identifier, or 'end of string'");
    requirements.push(parseRequirement(parser));
    const next = take(parser);
    if (next.kind === 'end') return requirements;
    if (next.kind !== ',') throw found(next, "expected: ',' or 'end of string'");
    if (!startsRequirement(peek(parser))) throw found(peek(parser), "expected: identifier after ','");
  }
}

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
}

const END: Token = { kind: 'end', text: '' };
const peek = ({ tokens, at }: Parser): Token => tokens[at] ?? END;
const take = (parser: Parser): Token => parser.tokens[parser.at++] ?? END;
const startsRequirement = ({ kind }: Token): boolean => isWord(kind) || kind === '!';
const isWord = (kind: Token['kind']): boolean => kind === 'identifier';
const isValue = (kind: Token['kind']): boolean => kind === 'identifier' || kind === 'in' || kind === 'notin';

const found = ({ text }: Token, expected: string): Error => badRequest(`found '${text}', ${expected}`);
const unparsable = (why: string): Error => badRequest(`unable to parse requirement: ${why}`);
const unparsableToken = ({ text }: Token, expected: string): Error => unparsable(`found '${text}'${expected}`);

const comparisons: Readonly<Partial<Record<Token['kind'], Operator>>> = {
  in: 'In',
  notin: 'NotIn',
  '=': 'Equals',
  '==': 'Equals',
  '!=': 'NotEquals',
  '>': 'Gt',
  '<': 'Lt',
};

function parseRequirement(parser: Parser): LabelRequirement {
  const isNegated = peek(parser).kind === '!';
  if (isNegated) take(parser);
  const key = take(parser);
  if (!isWord(key.kind)) throw unparsableToken(key, ', expected: identifier');
  const [problem] = checkQualifiedName(key.text);
  if (problem) throw unparsable(`key: Invalid value: ${goQuote(key.text)}: ${problem}`);
  if (isNegated) return { key: key.text, operator: 'DoesNotExist', values: [] };
  const { kind } = peek(parser);
  if (kind === 'end' || kind === ',') return { key: key.text, operator: 'Exists', values: [] };
  return parseComparison(parser, key.text);
}

function parseComparison(parser: Parser, key: string): LabelRequirement {
  const token = take(parser);
  const operator = comparisons[token.kind];
  if (!operator) throw unparsableToken(token, ', expected: in, notin, =, ==, !=, gt, lt');
  const values = operator === 'In' || operator === 'NotIn' ? parseSet(parser) : [parseExact(parser)];
  checkValues(key, operator, values);
  return { key, operator, values };
}

function parseExact(parser: Parser): string {
  const { kind } = peek(parser);
  if (kind === 'end' || kind === ',') return '';
  const token = take(parser);
  if (!isValue(token.kind)) throw unparsableToken(token, ', expected: identifier');
  return token.text;
}

function parseSet(parser: Parser): readonly string[] {
  const open = take(parser);
  if (open.kind !== '(') throw unparsableToken(open, " expected: '('");
  const values: string[] = [];
  for (let afterComma = true; ;) {
    const token = take(parser);
    if (token.kind === ')') {
      if (afterComma && values.length > 0) values.push('');
      return [...new Set(values)];
    }
    if (token.kind === ',') {
      if (afterComma) values.push('');
      afterComma = true;
    } else if (isValue(token.kind) && afterComma) {
      values.push(token.text);
      afterComma = false;
    } else throw unparsableToken(token, afterComma ? ", expected: ',', ')' or identifier" : ", expected: ',' or ')'");
  }
}

function checkValues(key: string, operator: Operator, values: readonly string[]): void {
  if (values.length === 0)
    throw unparsable("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
  for (const [i, value] of values.entries()) {
    if ((operator === 'Gt' || operator === 'Lt') && !/^[-+]?\d+$/.test(value))
      throw unparsable(
        `values[${i}]: Invalid value: ${goQuote(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    const [problem] = checkLabelValue(value);
    if (problem) throw unparsable(`values[${i}][${key}]: Invalid value: ${goQuote(value)}: ${problem}`);
  }
}
