/** Filters that look at whole inputs or lines: `wc`, `sort`, `uniq`, `cut`, `tr`. */
import { unescape } from './escapes.ts';
import {
  allText,
  complain,
  eachLine,
  eachText,
  linesOf,
  out,
  readOptions,
  type Outcome,
  type Program,
  type ProgramCall,
} from './program.ts';

/** Runs `print` on the whole input once it is there. */
const onWhole = (call: ProgramCall, operands: readonly string[], print: (text: string) => string): Outcome => {
  const input = allText(call, operands);
  if ('waiting' in input) return input.waiting;
  out(call, print(input.text));
  return call.memory.failed > 0 ? 1 : 0;
};

export const wc: Program = (call) => {
  const { options, operands } = readOptions(call.args);
  const wanted = [...'lwc'].filter(
    (letter) => options.size === 0 || options.has(letter) || (letter === 'c' && options.has('m')),
  );
  return onWhole(call, operands, (text) => {
    const counts: Readonly<Record<string, number>> = {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter(Boolean).length,
      c: text.length,
    };
    const numbers = wanted.map((letter) =>
      String(counts[letter] ?? 0).padStart(wanted.length > 1 ? (call.machine.dialect === 'ash' ? 9 : 7) : 0),
    );
    return `${[numbers.join(call.machine.dialect === 'ash' ? ' ' : ' '), ...operands].join(' ')}\n`;
  });
};

const joinLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export const sort: Program = (call) => {
  const { options, operands } = readOptions(call.args, 'kto');
  const keyOf = sortKey(options);
  const compare = (a: string, b: string): number => {
    const [left, right] = [keyOf(a), keyOf(b)];
    const byKey = options.has('n') ? numberIn(left) - numberIn(right) : left < right ? -1 : left > right ? 1 : 0;
    return (options.has('r') ? -1 : 1) * (byKey || (a < b ? -1 : a > b ? 1 : 0));
  };
  return onWhole(call, operands, (text) => {
    const lines = linesOf(text).toSorted(compare);
    const isNew = (line: string, index: number): boolean =>
      index === 0 || keyOf(lines[index - 1] ?? '') !== keyOf(line);
    return joinLines(options.has('u') ? lines.filter(isNew) : lines);
  });
};

const numberIn = (text: string): number => Number(/^\s*(-?\d+(?:\.\d+)?)/.exec(text)?.[1] ?? 0);

function sortKey(options: ReadonlyMap<string, string>): (line: string) => string {
  const field = Number(/^\d+/.exec(options.get('k') ?? '')?.[0] ?? 0);
  const separator = options.get('t');
  const fold = (text: string): string => (options.has('f') ? text.toUpperCase() : text);
  if (field === 0) return fold;
  return (line) =>
    fold(
      (separator === undefined ? line.trim().split(/\s+/) : line.split(separator))
        .slice(field - 1)
        .join(separator ?? ' '),
    );
}

export const uniq: Program = (call) => {
  const { options, operands } = readOptions(call.args);
  return onWhole(call, operands.slice(0, 1), (text) => {
    const groups: { line: string; count: number }[] = [];
    for (const line of linesOf(text)) {
      const last = groups.at(-1);
      if (last?.line === line) last.count++;
      else groups.push({ line, count: 1 });
    }
    const kept = groups.filter(({ count }) => (options.has('d') ? count > 1 : options.has('u') ? count === 1 : true));
    return joinLines(kept.map(({ line, count }) => (options.has('c') ? `${String(count).padStart(7)} ${line}` : line)));
  });
};

/** `1,3-5,7-` */
function rangesOf(text: string): ((index: number) => boolean) | undefined {
  const ranges = text.split(',').map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  if (text === '' || ranges.some((range) => !range || (range[1] === '' && range[3] === ''))) return undefined;
  return (index) =>
    ranges.some((range) => {
      const from = Number(range?.[1] || 1);
      const to = range?.[2] === '' ? from : Number(range?.[3] || Infinity);
      return from <= index && index <= to;
    });
}

export const cut: Program = (call) => {
  const { options, operands } = readOptions(call.args, 'fdcb');
  const wanted = rangesOf(options.get('f') ?? options.get('c') ?? options.get('b') ?? '');
  if (!wanted) {
    complain(call, 'expected a list of bytes, characters, or fields');
    return 1;
  }
  const separator = options.has('f') ? (options.get('d') ?? '\t') : '';
  const waiting = eachLine(call, operands, (line) => {
    if (options.has('f') && !line.includes(separator)) return void out(call, options.has('s') ? '' : `${line}\n`);
    out(
      call,
      `${line
        .split(separator)
        .filter((_one, index) => wanted(index + 1))
        .join(separator)}\n`,
    );
  });
  return waiting ?? (call.memory.failed > 0 ? 1 : 0);
};

const sets: Readonly<Record<string, string>> = {
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  digit: '0123456789',
  space: ' \t\n\r\v\f',
  alpha: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  alnum: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  punct: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  blank: ' \t',
};

/** The characters of a set such as `a-z[:digit:]\n`. */
function charactersOf(text: string): string[] {
  const plain = unescape(text, /^([0-7]{1,3})/).text;
  return [...plain.matchAll(/\[:(\w+):\]|(.)-(.)|(.)/gs)].flatMap(([, name, from, to, char]) => {
    if (name !== undefined) return [...(Object.hasOwn(sets, name) ? (sets[name] ?? '') : '')];
    if (from === undefined || to === undefined) return [char ?? ''];
    const first = from.charCodeAt(0);
    return Array.from({ length: Math.max(0, to.charCodeAt(0) - first + 1) }, (_one, index) =>
      String.fromCharCode(first + index),
    );
  });
}

export const tr: Program = (call) => {
  const { options, operands } = readOptions(call.args);
  const from = charactersOf(operands[0] ?? '');
  const to = charactersOf(operands[1] ?? '');
  const isComplement = options.has('c') || options.has('C');
  const has = (char: string): boolean => from.includes(char) !== isComplement;
  const changed = (char: string): string => {
    if (options.has('d')) return has(char) ? '' : char;
    if (!has(char) || to.length === 0) return char;
    return to[isComplement ? to.length - 1 : Math.min(from.lastIndexOf(char), to.length - 1)] ?? char;
  };
  const squeezed = (char: string): boolean => (to.length > 0 ? to.includes(char) : has(char));
  const waiting = eachText(call, [], (text) => {
    let result = '';
    for (const char of text) {
      const next = changed(char);
      const isRepeat = options.has('s') && next !== '' && squeezed(next) && call.memory.text === next;
      if (next !== '') call.memory.text = next;
      if (!isRepeat) result += next;
    }
    out(call, result);
  });
  return waiting ?? 0;
};

export const tac: Program = (call) => {
  const input = allText(call, call.args);
  if ('waiting' in input) return input.waiting;
  out(
    call,
    linesOf(input.text)
      .toReversed()
      .map((line) => `${line}\n`)
      .join(''),
  );
  return call.memory.failed > 0 ? 1 : 0;
};

export const rev: Program = (call) => {
  const waiting = eachLine(call, call.args, (line) => out(call, `${[...line].toReversed().join('')}\n`));
  return waiting ?? (call.memory.failed > 0 ? 1 : 0);
};
