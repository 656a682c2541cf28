/** Shell patterns: `*`, `?` and `[…]`, where what was quoted stands for itself. */
import { characterClasses } from '../character-classes.ts';
import type { Piece } from './piece.ts';

type Token =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'set'; readonly isNegated: boolean; readonly has: readonly ((char: string) => boolean)[] };

export type Pattern = readonly Token[];

interface Mark {
  readonly char: string;
  readonly isQuoted: boolean;
}

export function compilePattern(pieces: readonly Piece[]): Pattern {
  const marks: Mark[] = pieces.flatMap(({ text, kind }) =>
    [...text].map((char) => ({ char, isQuoted: kind === 'quoted' })),
  );
  const tokens: Token[] = [];
  for (let at = 0; at < marks.length;) {
    const mark = marks[at];
    if (!mark) break;
    const set = !mark.isQuoted && mark.char === '[' ? readSet(marks, at + 1) : undefined;
    tokens.push(set?.token ?? tokenOf(mark));
    at = set?.end ?? at + 1;
  }
  return tokens;
}

/** A pattern from a text, in which `\` quotes. */
export const patternOf = (text: string): Pattern =>
  compilePattern(
    [...text.matchAll(/\\(.)|[^\\]+|\\$/gs)].map(([whole, quoted]) =>
      quoted === undefined ? { text: whole, kind: 'plain' } : { text: quoted, kind: 'quoted' },
    ),
  );

function tokenOf({ char, isQuoted }: Mark): Token {
  if (isQuoted) return { kind: 'char', char };
  if (char === '*') return { kind: 'star' };
  return char === '?' ? { kind: 'any' } : { kind: 'char', char };
}

/** A set begins after `[`; without an end it is none. */
function readSet(marks: readonly Mark[], start: number): { token: Token; end: number } | undefined {
  const has: ((char: string) => boolean)[] = [];
  let at = start;
  const isNegated = isPlain(marks[at], '!') || isPlain(marks[at], '^');
  if (isNegated) at++;
  for (let isFirst = true; at < marks.length; isFirst = false) {
    if (isPlain(marks[at], ']') && !isFirst) return { token: { kind: 'set', isNegated, has }, end: at + 1 };
    const member = readClass(marks, at) ?? readRange(marks, at);
    has.push(member.has);
    at = member.end;
  }
  return undefined;
}

const isPlain = (mark: Mark | undefined, char: string): boolean => mark?.char === char && !mark.isQuoted;

function readClass(marks: readonly Mark[], at: number): { has: (char: string) => boolean; end: number } | undefined {
  const found = /^\[:(\w+):\]/.exec(
    marks
      .slice(at, at + 12)
      .map(({ char }) => char)
      .join(''),
  );
  const name = found?.[1] ?? '';
  if (!found || !Object.hasOwn(characterClasses, name)) return undefined;
  return { has: (char) => characterClasses[name]?.test(char) === true, end: at + found[0].length };
}

function readRange(marks: readonly Mark[], at: number): { has: (char: string) => boolean; end: number } {
  const from = marks[at]?.char ?? '';
  const to = marks[at + 2];
  if (isPlain(marks[at + 1], '-') && to && !isPlain(to, ']'))
    return { has: (char) => from <= char && char <= to.char, end: at + 3 };
  return { has: (char) => char === from, end: at + 1 };
}

const fits = (token: Token, char: string): boolean =>
  token.kind === 'any' ||
  (token.kind === 'char'
    ? token.char === char
    : token.kind === 'set' && token.has.some((has) => has(char)) !== token.isNegated);

/** Whether the whole text matches; goes back to the last star only, so that it takes no more than length by length. */
export function matches(pattern: Pattern, text: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const one = pattern[token];
    if (one?.kind === 'star') {
      star = token++;
      starAt = at;
    } else if (one && fits(one, text[at] ?? '')) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  return pattern.slice(token).every(({ kind }) => kind === 'star');
}

/** Whether a pattern can match anything but itself. */
export const isWild = (pattern: Pattern): boolean => pattern.some(({ kind }) => kind !== 'char');
