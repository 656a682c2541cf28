/** `grep`: lines that match. */
import { compileRegex, findMatch, hasMatch, type Regex } from './plain-regex.ts';
import { complain, eachLine, out, readOptions, type Program, type ProgramCall } from './program.ts';

type Finder = (line: string) => readonly { readonly start: number; readonly end: number }[];

const WHOLE = { start: 0, end: 0 };
const SEARCHED = 2000;
const NOTHING_FOUND = 1;
const TROUBLE = 2;

/** @source POSIX.1-2024 XCU grep: 0 when a line was found, 1 when none, 2 on an error */
export const grep: Program = (call) => {
  const { options, operands } = readOptions(call.args, 'em');
  const [first, ...rest] = operands;
  const pattern = options.get('e') ?? first ?? '';
  const files = options.has('e') ? operands : rest;
  const find = finderOf(call, options, pattern);
  if (!find) return TROUBLE;
  const show = printer(call, options);
  const waiting = eachLine(call, files, (line) => show(line, find(line)));
  const isFound = call.memory.count > 0;
  if (isFound && (options.has('q') || options.has('l'))) {
    if (options.has('l') && !options.has('q')) out(call, `${files[0] ?? '(standard input)'}\n`);
    return 0;
  }
  if (waiting !== undefined) return waiting;
  if (options.has('c')) out(call, `${call.memory.count}\n`);
  return call.memory.failed > 0 && !isFound ? TROUBLE : isFound ? 0 : NOTHING_FOUND;
};

function finderOf(call: ProgramCall, options: ReadonlyMap<string, string>, pattern: string): Finder | undefined {
  const isCaseless = options.has('i');
  const text = options.has('F') ? pattern.replaceAll(/[.[\]*+?{}()|^$\\]/g, '\\$&') : pattern;
  const isExtended = options.has('E') || options.has('F') || call.name === 'egrep';
  const wrap = options.has('x')
    ? (one: string): string => (isExtended ? `^(${one})$` : `^\\(${one}\\)$`)
    : (one: string): string => one;
  const regexes = text.split('\n').map((one) => compileRegex(wrap(one), { isExtended, isCaseless }));
  if (regexes.some((regex) => !regex)) {
    complain(call, `bad regex '${pattern}'`);
    return undefined;
  }
  const known = regexes.filter((regex) => regex !== undefined);
  // Where the matches are matters for two options only, and is looked for at the beginning of a long line only.
  if (!options.has('o') && !options.has('w'))
    return (line) => (known.some((regex) => hasMatch(regex, line)) ? [WHOLE] : []);
  return (line) => known.flatMap((regex) => matchesIn(regex, line.slice(0, SEARCHED), options.has('w')));
}

function matchesIn(regex: Regex, line: string, isWord: boolean): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = 0; at <= line.length;) {
    const match = findMatch(regex, line, at);
    if (!match) break;
    const isBare = !/\w/.test(line[match.start - 1] ?? '') && !/\w/.test(line[match.end] ?? '');
    if (!isWord || isBare) found.push(match);
    at = Math.max(match.end, match.start + 1);
  }
  return found;
}

function printer(
  call: ProgramCall,
  options: ReadonlyMap<string, string>,
): (line: string, found: ReturnType<Finder>) => void {
  const isSilent = options.has('q') || options.has('c') || options.has('l');
  const most = options.has('m') ? Number(options.get('m')) : Infinity;
  let number = 0;
  return (line, found) => {
    number++;
    if (found.length > 0 === options.has('v') || call.memory.count >= most) return;
    call.memory.count++;
    if (isSilent) return;
    const texts = options.has('o') ? found.map(({ start, end }) => line.slice(start, end)).filter(Boolean) : [line];
    for (const text of texts) out(call, `${options.has('n') ? `${number}:` : ''}${text}\n`);
  };
}
