/** From the parts of a word to pieces of text: what is quoted, what is to be split, and where fields end for certain. */
import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import { evaluateExpansion } from './arithmetic.ts';
import { NeedsOutput } from './interruption.ts';
import { expandParameter, expandSimple } from './parameters.ts';
import { expansion, type Piece, type Quoting } from './piece.ts';
import { keyOf, variable, type Scope, type WordExpander } from './variables.ts';

const plain: Quoting = { isQuoted: false };

/** The pieces of a word; `~` is expanded at its beginning and, in an assignment, behind colons. */
export function piecesOf(
  scope: Scope,
  word: Word,
  quoting: Quoting & { readonly isAssignment?: boolean } = plain,
): Piece[] {
  const { parts } = word;
  if (!parts)
    return quoting.isQuoted
      ? quotedLiteral(word.text)
      : withHome(scope, literal(word.text), quoting.isAssignment === true);
  const pieces = parts.flatMap((part) => partPieces(scope, part, quoting));
  return quoting.isQuoted ? pieces : withHome(scope, pieces, quoting.isAssignment === true);
}

type Kind = WordPart['type'];
type Of<K extends Kind> = Extract<WordPart, { type: K }>;

const tables: { readonly [K in Kind]: (scope: Scope, part: Of<K>, quoting: Quoting) => Piece[] } = {
  Literal: (_scope, { text, value }, { isQuoted }) => (isQuoted ? [{ text: value, kind: 'quoted' }] : literal(text)),
  Glob: (_scope, { text }, { isQuoted }) => (isQuoted ? quotedLiteral(text) : literal(text)),
  SingleQuoted: (_scope, { text, value }, { isQuoted }) => [{ text: isQuoted ? text : value, kind: 'quoted' }],
  AnsiCQuoted: (_scope, { value }) => [{ text: value, kind: 'quoted' }],
  DoubleQuoted: (scope, { parts }) => doubleQuoted(scope, parts),
  LocaleString: (scope, { parts }) => doubleQuoted(scope, parts),
  SimpleExpansion: (scope, part, quoting) => expandSimple(scope, part.text.slice(1), quoting),
  ParameterExpansion: (scope, part, quoting) => expandParameter(scope, part, quoting),
  CommandExpansion: (scope, part, quoting) => expansion(outputOf(scope, part), quoting),
  ArithmeticExpansion: (scope, part, quoting) => expansion(arithmetic(scope, part), quoting),
  // Process substitution is refused before a script runs, so its text is all that can be asked for here.
  ProcessSubstitution: (_scope, { text }) => [{ text, kind: 'plain' }],
  ExtendedGlob: (_scope, { text }) => literal(text),
  BraceExpansion: (_scope, { text }) => literal(text),
};

export const partPieces = (scope: Scope, part: WordPart, quoting: Quoting): Piece[] =>
  tables[part.type](scope, part as never, quoting); // the table is keyed by the type

/** Quotes around nothing are an empty field, but for `"$@"` without parameters. */
function doubleQuoted(scope: Scope, parts: readonly DoubleQuotedChild[]): Piece[] {
  const pieces = parts.flatMap((part) => partPieces(scope, part, { isQuoted: true }));
  const isEmptyList =
    pieces.length === 0 && parts.some(({ text }) => text === '$@' || text.startsWith('${@') || text.endsWith('[@]}'));
  return isEmptyList ? [] : [{ text: '', kind: 'quoted' }, ...pieces];
}

/** Text outside quotes: a backslash quotes the next character and goes; before a line end both go. */
function literal(text: string): Piece[] {
  if (!text.includes('\\')) return [{ text, kind: 'plain' }];
  return [...text.matchAll(/\\\n|\\(.)|[^\\]+|\\$/gs)].flatMap(([whole, quoted]): Piece[] => {
    if (whole === '\\\n') return [];
    return [quoted === undefined ? { text: whole, kind: 'plain' } : { text: quoted, kind: 'quoted' }];
  });
}

/** Text inside double quotes or a here-document: a backslash quotes `$`, a backquote, a quote, itself and a line end. */
const quotedLiteral = (text: string): Piece[] => [{ text: unescapeQuoted(text), kind: 'quoted' }];

export const unescapeQuoted = (text: string): string =>
  text.replaceAll(/\\([$`"\\\n])/g, (_whole, char: string) => (char === '\n' ? '' : char));

function outputOf(scope: Scope, part: WordPart): string {
  const node = scope.unit.ids.get(part) ?? 0;
  const key = keyOf(scope, part);
  const output = scope.memo.get(key);
  if (output === undefined) throw new NeedsOutput(key, { unit: scope.unit.text, node });
  return output;
}

/** Worked out once: an expansion that is taken up again must not count twice. */
function arithmetic(scope: Scope, part: Of<'ArithmeticExpansion'>): string {
  const key = keyOf(scope, part);
  const known = scope.memo.get(key);
  if (known !== undefined) return known;
  const value = evaluateExpansion(scope, part);
  scope.memo.set(key, value);
  return value;
}

/** @source POSIX.1-2024 XCU 2.6.1 */
function withHome(scope: Scope, pieces: Piece[], isAssignment: boolean): Piece[] {
  const [first, ...rest] = pieces;
  if (first?.kind !== 'plain' || !first.text.includes('~')) return pieces;
  const home = variable(scope.shell, 'HOME');
  if (home === undefined) return pieces;
  const pattern = isAssignment ? /(^|:)~(?=[/:]|$)/g : /^()~(?=\/|$)/;
  const isWhole = rest.length === 0 || /~[/:]/.test(first.text);
  if (!isWhole) return pieces;
  return [{ text: first.text.replace(pattern, (_whole, before: string) => before + home), kind: 'plain' }, ...rest];
}

/** How the expansions inside of words expand words in turn. */
export const wordExpander: WordExpander = {
  pieces: (scope, word, quoting) => piecesOf(scope, word, quoting),
  part: partPieces,
};
