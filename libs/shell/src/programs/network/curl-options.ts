/** The options of `curl`. */

export interface CurlOptions {
  readonly urls: readonly string[];
  readonly isSilent: boolean;
  readonly showsErrors: boolean;
  readonly failsOnErrors: boolean;
  readonly follows: boolean;
  readonly isHead: boolean;
  readonly showsHead: boolean;
  readonly isTalkative: boolean;
  readonly method: string;
  /** Absent: it is written out. */
  readonly file: string | undefined;
  /** What is written out at the end. */
  readonly format: string;
  readonly seconds: number | undefined;
  readonly connectSeconds: number | undefined;
  readonly retries: number;
  readonly retrySeconds: number | undefined;
  readonly retriesRefused: boolean;
  /** Options that this curl does not have. */
  readonly unknown: string | undefined;
}

const longNames: Readonly<Record<string, string>> = {
  silent: 's',
  'show-error': 'S',
  fail: 'f',
  location: 'L',
  head: 'I',
  include: 'i',
  verbose: 'v',
  request: 'X',
  output: 'o',
  'remote-name': 'O',
  'write-out': 'w',
  'max-time': 'm',
  header: 'H',
  data: 'd',
  user: 'u',
  'user-agent': 'A',
  insecure: 'k',
  'connect-timeout': 'connect-timeout',
  cacert: 'cacert',
  retry: 'retry',
  'retry-delay': 'retry-delay',
  'retry-connrefused': 'retry-connrefused',
  'retry-all-errors': 'retry-connrefused',
  'data-raw': 'd',
  'http1.1': 'http1.1',
  compressed: 'compressed',
  'no-progress-meter': 's',
  'fail-with-body': 'f',
};

const withValue = new Set([
  'X',
  'o',
  'w',
  'm',
  'H',
  'd',
  'u',
  'A',
  'e',
  'b',
  'c',
  'x',
  'connect-timeout',
  'cacert',
  'retry',
  'retry-delay',
]);
const known = new Set([...Object.values(longNames), 'G', 'N', '4', '6', 'g', 'e', 'b', 'c', 'x', '#']);

interface Read {
  readonly options: Map<string, string>;
  readonly urls: string[];
  unknown: string | undefined;
}

/** Reads the words behind the program's name. */
export function readCurlOptions(args: readonly string[]): CurlOptions {
  const read: Read = { options: new Map(), urls: [], unknown: undefined };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') read.urls.push(arg);
    else if (arg.startsWith('--')) at += readLong(arg, args[at + 1], read);
    else at += readShort(arg, args[at + 1], read);
  }
  return curlOptions(read);
}

function curlOptions({ options, urls, unknown }: Read): CurlOptions {
  const numberOf = (name: string): number | undefined => (options.has(name) ? Number(options.get(name)) : undefined);
  const isHead = options.has('I');
  const name = urls[0]?.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  return {
    urls,
    isSilent: options.has('s'),
    showsErrors: options.has('S') || !options.has('s'),
    failsOnErrors: options.has('f'),
    follows: options.has('L'),
    isHead,
    showsHead: isHead || options.has('i'),
    isTalkative: options.has('v'),
    method: options.get('X') ?? (isHead ? 'HEAD' : options.has('d') && !options.has('G') ? 'POST' : 'GET'),
    file: options.get('o') ?? (options.has('O') ? name : undefined),
    format: options.get('w') ?? '',
    seconds: numberOf('m'),
    connectSeconds: numberOf('connect-timeout'),
    retries: numberOf('retry') ?? 0,
    retrySeconds: numberOf('retry-delay'),
    retriesRefused: options.has('retry-connrefused'),
    unknown,
  };
}

/** Returns how many further words were taken. */
function readLong(arg: string, next: string | undefined, read: Read): number {
  const name = longNames[arg.slice(2)];
  if (name === undefined) read.unknown ??= arg;
  return take(name ?? arg, next, read);
}

function take(name: string, next: string | undefined, { options }: Read): number {
  const takesNext = withValue.has(name);
  options.set(name, takesNext ? (next ?? '') : '');
  return takesNext ? 1 : 0;
}

function readShort(arg: string, next: string | undefined, read: Read): number {
  for (let at = 1; at < arg.length; at++) {
    const letter = arg[at] ?? '';
    if (!known.has(letter)) read.unknown ??= `-${letter}`;
    const rest = arg.slice(at + 1);
    if (withValue.has(letter) && rest !== '') read.options.set(letter, rest);
    else if (withValue.has(letter)) return take(letter, next, read);
    else read.options.set(letter, '');
    if (withValue.has(letter)) return 0;
  }
  return 0;
}
