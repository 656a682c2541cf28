/** `[[ … ]]`: words are not split, the right side of `==` is a pattern. */
import type { TestExpression, Word } from 'unbash';
import { evaluateText } from '../expansion/arithmetic.ts';
import { textOfWord } from '../expansion/fields.ts';
import { ShellError } from '../expansion/interruption.ts';
import { compilePattern, matches } from '../expansion/pattern.ts';
import { piecesOf } from '../expansion/pieces.ts';
import type { Scope } from '../expansion/variables.ts';
import { compare, isTrue } from '../programs/test-conditions.ts';

export function testExpression(scope: Scope, expression: TestExpression): boolean {
  switch (expression.type) {
    case 'TestGroup':
      return testExpression(scope, expression.expression);
    case 'TestNot':
      return testExpression(scope, expression.operand) === (expression.negations.length % 2 === 0);
    case 'TestLogical':
      return expression.operator === '&&'
        ? expression.operands.every((operand) => testExpression(scope, operand))
        : expression.operands.some((operand) => testExpression(scope, operand));
    case 'TestUnary':
      return isTrue(scope, expression.operator, textOfWord(scope, expression.operand)) ?? unknown(expression.operator);
    case 'TestBinary':
      return binary(scope, expression.operator, expression);
  }
}

const unknown = (operator: string): never => {
  throw new ShellError(`[[: ${operator}: unknown operator`);
};

const numeric: Readonly<Record<string, string>> = {
  '-eq': '==',
  '-ne': '!=',
  '-lt': '<',
  '-le': '<=',
  '-gt': '>',
  '-ge': '>=',
};

function binary(
  scope: Scope,
  operator: string,
  { left, right }: { readonly left: Word; readonly right: Word },
): boolean {
  const text = textOfWord(scope, left);
  if (operator === '==' || operator === '=') return matches(compilePattern(piecesOf(scope, right)), text);
  if (operator === '!=') return !matches(compilePattern(piecesOf(scope, right)), text);
  const other = textOfWord(scope, right);
  const arithmetic = numeric[operator];
  if (arithmetic !== undefined) return evaluateText(scope, `(${text || 0})${arithmetic}(${other || 0})`) === '1';
  return compare(scope, { left: text, operator, right: other }) ?? unknown(operator);
}
