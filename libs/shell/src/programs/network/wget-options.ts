/** The options of `wget`, short and long. */

export interface WgetOptions {
  readonly url: string | undefined;
  readonly isQuiet: boolean;
  /** Where it is saved; `-`: nowhere, it is written out. Absent: under its own name. */
  readonly file: string | undefined;
  readonly folder: string | undefined;
  /** Only whether it is there. */
  readonly isTrial: boolean;
  readonly showsHead: boolean;
  /** How long it waits; absent: as long as the system does. */
  readonly seconds: number | undefined;
}

const withValue = new Set(['O', 'T', 't', 'U', 'P', 'Y', 'o', 'a', 'e', 'w']);

const longNames: Readonly<Record<string, string>> = {
  quiet: 'q',
  'output-document': 'O',
  timeout: 'T',
  tries: 't',
  'user-agent': 'U',
  'directory-prefix': 'P',
  'server-response': 'S',
  spider: 'spider',
  header: 'header',
  'post-data': 'post-data',
  'no-check-certificate': 'no-check-certificate',
};

const longWithValue = new Set(['O', 'T', 't', 'U', 'P', 'header', 'post-data']);

/** Reads the words behind the program's name; what it does not know counts for nothing. */
export function readWgetOptions(args: readonly string[]): WgetOptions {
  const options = new Map<string, string>();
  const urls: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') urls.push(arg);
    else if (arg.startsWith('--')) at += readLong(arg.slice(2), args[at + 1], options);
    else at += readShort(arg.slice(1), args[at + 1], options);
  }
  const seconds = options.get('T');
  return {
    url: urls[0],
    isQuiet: options.has('q'),
    file: options.get('O'),
    folder: options.get('P'),
    isTrial: options.has('spider'),
    showsHead: options.has('S'),
    seconds: seconds === undefined ? undefined : Number(seconds),
  };
}

/** Returns how many further words were taken. */
function readLong(text: string, next: string | undefined, options: Map<string, string>): number {
  const [name = '', ...value] = text.split('=');
  const letter = longNames[name] ?? name;
  const takesNext = value.length === 0 && longWithValue.has(letter);
  options.set(letter, takesNext ? (next ?? '') : value.join('='));
  return takesNext ? 1 : 0;
}

function readShort(letters: string, next: string | undefined, options: Map<string, string>): number {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (!withValue.has(letter)) {
      options.set(letter, '');
      continue;
    }
    const rest = letters.slice(at + 1);
    options.set(letter, rest || (next ?? ''));
    return rest === '' ? 1 : 0;
  }
  return 0;
}
