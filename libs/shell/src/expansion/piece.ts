/** Pieces of an expanded word. */

/** `plain` text can be a pattern; `split` is an unquoted expansion; `break` ends a field, as between the fields of `"$@"`. */
export interface Piece {
  readonly text: string;
  readonly kind: 'plain' | 'quoted' | 'split' | 'break';
}

export interface Quoting {
  readonly isQuoted: boolean;
}

/** What an expansion has become: to be split, unless it is quoted. */
export const expansion = (text: string, { isQuoted }: Quoting): Piece[] => [
  { text, kind: isQuoted ? 'quoted' : 'split' },
];

/** All pieces as one text, for an assignment or a file name. */
export const joined = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, kind }) => (kind === 'break' ? ' ' : text)).join('');
