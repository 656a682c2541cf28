/** Compound commands: conditions, loops, `case`, functions, redirected groups, `[[ ]]` and `(( ))`. */
import type { Frame, FrameKind } from '../machine/machine-state.ts';
import { evaluate, evaluateBody } from '../expansion/arithmetic.ts';
import { fieldsOf, textOfWord } from '../expansion/fields.ts';
import { compilePattern, matches } from '../expansion/pattern.ts';
import { piecesOf } from '../expansion/pieces.ts';
import { assign } from '../expansion/variables.ts';
import { testExpression } from './test-expression.ts';
import { openingsOf, redirect, redirectionStatus } from './redirections.ts';
import { enter, finish, nodeOf, pop, scopeOf, type Turn } from './turn.ts';

/** `at` is even before a condition and odd behind it; a negative one is behind a branch. */
function ifCommand(turn: Turn, frame: Frame): void {
  const node = nodeOf(frame, 'If');
  if (frame.at < 0) return void pop(turn);
  const branches = [node, ...node.elif];
  const branch = branches[Math.floor(frame.at / 2)];
  if (frame.at % 2 === 0 && branch) {
    frame.at++;
    return enter(turn, frame.unit, branch.clause);
  }
  const isTaken = turn.shell.status === 0;
  const hasMore = frame.at + 1 < branches.length * 2;
  if (!isTaken && hasMore) return void frame.at++;
  frame.at = -2;
  const body = isTaken ? branch?.then : node.else;
  if (body) enter(turn, frame.unit, body);
  else turn.shell.status = 0;
}

/** 0: ask; 1: was asked; 2: the body has run. */
function whileLoop(turn: Turn, frame: Frame): void {
  const { clause, body, kind } = nodeOf(frame, 'While');
  const { shell } = turn;
  if (frame.at === 2) frame.status = shell.status;
  if (frame.at !== 1) {
    frame.at = 1;
    return enter(turn, frame.unit, clause);
  }
  frame.at = 2;
  if ((shell.status === 0) === (kind === 'while')) return enter(turn, frame.unit, body);
  pop(turn);
  shell.status = frame.status ?? 0;
}

function forLoop(turn: Turn, frame: Frame): void {
  const { name, wordlist, body } = nodeOf(frame, 'For');
  const { shell } = turn;
  if (!frame.words) {
    frame.words = wordlist ? wordlist.flatMap((word) => fieldsOf(scopeOf(turn, frame), word)) : shell.params;
    if (frame.words.length === 0) shell.status = 0;
  }
  const value = frame.words[frame.at];
  frame.at++;
  if (value === undefined) return void pop(turn);
  assign(shell, name.value, value);
  enter(turn, frame.unit, body);
}

/** 0: first; 1: the body has run. */
function arithmeticFor(turn: Turn, frame: Frame): void {
  const { initialize, test, update, body } = nodeOf(frame, 'ArithmeticFor');
  const scope = scopeOf(turn, frame);
  const step = frame.at === 0 ? initialize : update;
  if (step) evaluate(scope, step);
  frame.at = 1;
  if (test && evaluate(scope, test) === 0n) return void pop(turn);
  enter(turn, frame.unit, body);
}

/** Finds the first item that matches; afterwards `at` is one behind the item that ran, for `;&`. */
function caseCommand(turn: Turn, frame: Frame): void {
  const { items, word } = nodeOf(frame, 'Case');
  const scope = scopeOf(turn, frame);
  const before = items[frame.at - 1];
  if (before && before.terminator !== ';&' && before.terminator !== ';;&') return void pop(turn);
  let index = frame.at;
  if (before?.terminator !== ';&') {
    const text = textOfWord(scope, word);
    const fits = (at: number): boolean =>
      items[at]?.pattern.some((one) => matches(compilePattern(piecesOf(scope, one)), text)) === true;
    while (index < items.length && !fits(index)) index++;
  }
  const item = items[index];
  if (!item) {
    if (!before) turn.shell.status = frame.status ?? 0;
    return void pop(turn);
  }
  frame.at = index + 1;
  turn.shell.status = frame.status ?? 0;
  enter(turn, frame.unit, item.body);
}

function redirected(turn: Turn, frame: Frame): void {
  if (frame.at > 0) return void pop(turn);
  const { redirects, command } = nodeOf(frame, 'Redirected');
  if (!redirect(turn, frame, openingsOf(scopeOf(turn, frame), redirects)))
    return finish(turn, redirectionStatus(turn.machine));
  frame.at = 1;
  enter(turn, frame.unit, command);
}

function defineFunction(turn: Turn, frame: Frame): void {
  turn.shell.functions.set(nodeOf(frame, 'Function').name.value, { unit: frame.unit, node: frame.node });
  finish(turn, 0);
}

function test(turn: Turn, frame: Frame): void {
  finish(turn, testExpression(scopeOf(turn, frame), nodeOf(frame, 'TestCommand').expression) ? 0 : 1);
}

function arithmetic(turn: Turn, frame: Frame): void {
  const node = nodeOf(frame, 'ArithmeticCommand');
  finish(turn, evaluateBody(scopeOf(turn, frame), node, node.body) === '0' ? 1 : 0);
}

export const compoundCommands = {
  if: ifCommand,
  while: whileLoop,
  for: forLoop,
  'arithmetic-for': arithmeticFor,
  case: caseCommand,
  redirected,
  function: defineFunction,
  test,
  arithmetic,
} satisfies Partial<Record<FrameKind, (turn: Turn, frame: Frame) => void>>;
