/** From pieces to fields: splitting by IFS, then file names for patterns. */
import type { Word } from 'unbash';
import { isFolder, namesIn, resolvePath } from '../machine/files.ts';
import { nodeAt } from '../machine/mounts.ts';
import type { Shell } from '../machine/machine-state.ts';
import { compilePattern, isWild, matches, type Pattern } from './pattern.ts';
import { joined, type Piece } from './piece.ts';
import { piecesOf } from './pieces.ts';
import { separators, type Scope } from './variables.ts';

/** The fields that a word becomes as an argument. */
export const fieldsOf = (scope: Scope, word: Word): string[] =>
  splitFields(scope.shell, piecesOf(scope, word)).flatMap((field) => fileNames(scope, field));

/** The one text that a word becomes where nothing is split: an assignment, a redirection, the word of `case`. */
export const textOfWord = (scope: Scope, word: Word, isAssignment = false): string =>
  joined(piecesOf(scope, word, { isQuoted: false, isAssignment }));

/** @source POSIX.1-2024 XCU 2.6.5 */
export function splitFields(shell: Shell, pieces: readonly Piece[]): Piece[][] {
  const ifs = separators(shell);
  const fields: Piece[][] = [];
  let field: Piece[] | undefined;
  let isAfterSpace = false;
  const close = (): void => {
    if (field) fields.push(field);
    field = undefined;
  };
  for (const piece of pieces) {
    if (piece.kind === 'break') close();
    else if (piece.kind !== 'split') (field ??= []).push(piece);
    else
      for (const char of piece.text) {
        if (!ifs.includes(char)) (field ??= []).push({ text: char, kind: 'plain' });
        else if (/\s/.test(char)) {
          isAfterSpace ||= field !== undefined;
          close();
        } else {
          if (!field && !isAfterSpace) fields.push([]);
          close();
          isAfterSpace = false;
        }
        if (field) isAfterSpace = false;
      }
    if (field) isAfterSpace = false;
  }
  close();
  return fields.filter((one) => one.length === 0 || one.some(({ text, kind }) => text !== '' || kind === 'quoted'));
}

/** The files that a field matches as a pattern, sorted; the field itself when there are none. */
function fileNames({ machine, process, shell }: Scope, field: readonly Piece[]): string[] {
  const text = joined(field);
  if (shell.options.get('f') === true || !field.some((piece) => piece.kind === 'plain' && /[*?[]/.test(piece.text)))
    return [text];
  let found = [text.startsWith('/') ? '/' : ''];
  for (const part of splitPath(field)) {
    const pattern = compilePattern(part);
    found = found.flatMap((folder) => candidates(machine.files, process.cwd, { folder, pattern, text: joined(part) }));
  }
  return found.length > 0 ? found.toSorted() : [text];
}

interface Search {
  readonly folder: string;
  readonly pattern: Pattern;
  readonly text: string;
}

function candidates(files: Parameters<typeof namesIn>[0], cwd: string, { folder, pattern, text }: Search): string[] {
  const join = (name: string): string => (folder === '' || folder.endsWith('/') ? folder + name : `${folder}/${name}`);
  if (!isWild(pattern)) return nodeAt(files, resolvePath(cwd, join(text))) ? [join(text)] : [];
  const here = resolvePath(cwd, folder || '.');
  if (!isFolder(files, here)) return [];
  return namesIn(files, here)
    .filter((name) => (text.startsWith('.') || !name.startsWith('.')) && matches(pattern, name))
    .map(join);
}

function splitPath(field: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const { text, kind } of field)
    text.split('/').forEach((one, index) => {
      if (index > 0) parts.push([]);
      parts.at(-1)?.push({ text: one, kind });
    });
  return parts.filter((part) => joined(part) !== '');
}
