/** The scripts of `sed` as commands. */
import { compileRegex, type Regex } from './plain-regex.ts';

/** A line by number, the last one, or lines that match. */
export type SedAddress = number | '$' | Regex;

export type SedAction =
  | {
      readonly kind: 's';
      readonly regex: Regex;
      /** Pieces of text; null: what was found. */
      readonly replacement: readonly (string | null)[];
      /** From which match on. */
      readonly which: number;
      readonly isGlobal: boolean;
      readonly isPrinted: boolean;
    }
  | { readonly kind: 'y'; readonly map: ReadonlyMap<string, string> }
  | { readonly kind: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly kind: 'q'; readonly code: number }
  | { readonly kind: 'p' | 'd' | '=' };

export interface SedCommand {
  readonly from: SedAddress | undefined;
  readonly to: SedAddress | undefined;
  readonly isInverted: boolean;
  readonly action: SedAction;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly isExtended: boolean;
}

/** The commands of a script, or what is wrong with it. */
export function parseSed(text: string, isExtended: boolean): readonly SedCommand[] | string {
  const reader: Reader = { text, at: 0, isExtended };
  const commands: SedCommand[] = [];
  for (;;) {
    skip(reader, /[\s;]/);
    if (reader.text[reader.at] === '#') skip(reader, /[^\n]/);
    else if (reader.at >= text.length) return commands;
    else {
      const command = readCommand(reader);
      if (typeof command === 'string') return command;
      commands.push(command);
    }
  }
}

function skip(reader: Reader, what: RegExp): void {
  while (reader.at < reader.text.length && what.test(reader.text[reader.at] ?? '')) reader.at++;
}

function readCommand(reader: Reader): SedCommand | string {
  const from = readAddress(reader);
  if (from === 'bad') return 'bad regex';
  let to: SedAddress | undefined;
  if (from !== undefined && reader.text[reader.at] === ',') {
    reader.at++;
    const second = readAddress(reader);
    if (second === 'bad' || second === undefined) return "unexpected `,'";
    to = second;
  }
  skip(reader, / /);
  const isInverted = reader.text[reader.at] === '!';
  if (isInverted) reader.at++;
  skip(reader, / /);
  const action = readAction(reader);
  return typeof action === 'string' ? action : { from, to, isInverted, action };
}

function readAddress(reader: Reader): SedAddress | undefined | 'bad' {
  const rest = reader.text.slice(reader.at);
  const [digits] = /^\d+/.exec(rest) ?? [];
  if (digits !== undefined) {
    reader.at += digits.length;
    return Number(digits);
  }
  if (rest.startsWith('$')) {
    reader.at++;
    return '$';
  }
  if (!rest.startsWith('/')) return undefined;
  reader.at++;
  const pattern = readUntil(reader, '/');
  return (pattern === undefined ? undefined : compileRegex(pattern, reader)) ?? 'bad';
}

/** The text up to a delimiter, which stands for itself behind a backslash. */
function readUntil(reader: Reader, delimiter: string): string | undefined {
  let text = '';
  for (; reader.at < reader.text.length; reader.at++) {
    const char = reader.text[reader.at] ?? '';
    const next = reader.text[reader.at + 1] ?? '';
    if (char === delimiter) {
      reader.at++;
      return text;
    }
    if (char === '\\' && next !== '') {
      text += next === delimiter ? next : next === 'n' ? '\n' : char + next;
      reader.at++;
    } else text += char;
  }
  return undefined;
}

function readAction(reader: Reader): SedAction | string {
  const letter = reader.text[reader.at++] ?? '';
  switch (letter) {
    case 's':
      return readSubstitution(reader);
    case 'y':
      return readMap(reader);
    case 'a':
    case 'i':
    case 'c':
      return { kind: letter, text: readText(reader) };
    case 'q': {
      skip(reader, / /);
      const [digits = ''] = /^\d*/.exec(reader.text.slice(reader.at)) ?? [];
      reader.at += digits.length;
      return { kind: 'q', code: Number(digits) };
    }
    case 'p':
    case 'd':
    case '=':
      return { kind: letter };
    default:
      return letter === '' ? 'missing command' : `unsupported command ${letter}`;
  }
}

function readSubstitution(reader: Reader): SedAction | string {
  const delimiter = reader.text[reader.at++] ?? '';
  const pattern = readUntil(reader, delimiter);
  const replacement = pattern === undefined ? undefined : readUntil(reader, delimiter);
  if (pattern === undefined || replacement === undefined) return "unmatched `/'";
  const [flags = ''] = /^[gpiI\d]*/.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += flags.length;
  const regex = compileRegex(pattern, { isExtended: reader.isExtended, isCaseless: /i/i.test(flags) });
  const parts = partsOf(replacement);
  if (!regex) return 'bad regex';
  if (!parts) return 'unsupported reference to a group';
  return {
    kind: 's',
    regex,
    replacement: parts,
    which: Number(/\d+/.exec(flags)?.[0] ?? 1),
    isGlobal: flags.includes('g'),
    isPrinted: flags.includes('p'),
  };
}

/** A replacement in pieces; absent: it names a group. */
function partsOf(replacement: string): (string | null)[] | undefined {
  const parts: (string | null)[] = [];
  for (const [piece] of replacement.matchAll(/\\[\s\S]|&|[^\\&]+|\\$/g)) {
    if (/^\\\d$/.test(piece) && piece !== '\\0') return undefined;
    if (piece === '&' || piece === '\\0') parts.push(null);
    else parts.push(piece === '\\t' ? '\t' : piece.startsWith('\\') && piece.length > 1 ? piece.slice(1) : piece);
  }
  return parts;
}

function readMap(reader: Reader): SedAction | string {
  const delimiter = reader.text[reader.at++] ?? '';
  const from = readUntil(reader, delimiter);
  const to = from === undefined ? undefined : readUntil(reader, delimiter);
  if (from === undefined || from.length !== to?.length) return 'strings for y command are different lengths';
  return { kind: 'y', map: new Map([...from].map((char, index) => [char, to[index] ?? char])) };
}

/** `a text`, and `a\` with the text on the next line. */
function readText(reader: Reader): string {
  const [all = '', text = ''] = /^[ \t]*(?:\\\n?)?[ \t]*([^\n]*)/.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += all.length;
  return text;
}
