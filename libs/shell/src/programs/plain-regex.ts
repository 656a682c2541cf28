/** Regular expressions of POSIX, matched without backtracking: no pattern takes more than length by length of time. */
import { characterClasses } from '../character-classes.ts';

type Test = (char: string) => boolean;

/** A step of the automaton: `take` a character, go on at one of several places, or check a border. */
type Step =
  | { readonly kind: 'take'; readonly test: Test; readonly next: number }
  | { readonly kind: 'split'; readonly next: readonly number[] }
  | { readonly kind: 'begin' | 'end'; readonly next: number }
  | { readonly kind: 'match' };

export interface Regex {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly isCaseless: boolean;
}

export interface RegexOptions {
  readonly isExtended: boolean;
  readonly isCaseless?: boolean;
}

type Node =
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'begin' | 'end' | 'nothing' }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

const REPEAT_MAX = 255;
const STEPS_MAX = 5000;

/** Compiles a pattern; absent when it is none. */
export function compileRegex(text: string, options: RegexOptions): Regex | undefined {
  const reader = {
    text: options.isCaseless === true ? text.toLowerCase() : text,
    at: 0,
    isExtended: options.isExtended,
    depth: 0,
  };
  const node = readChoice(reader);
  if (!node || reader.at < reader.text.length) return undefined;
  const steps: Step[] = [{ kind: 'match' }];
  const start = emit(steps, node, 0);
  return start === undefined ? undefined : { steps, start, isCaseless: options.isCaseless === true };
}

interface Reader {
  readonly text: string;
  readonly isExtended: boolean;
  at: number;
  depth: number;
}

/** Whether an operator comes next: bare in extended patterns, behind a backslash in basic ones. */
function eat(reader: Reader, operator: string): boolean {
  const token = reader.isExtended ? operator : `\\${operator}`;
  const isThere = reader.text.startsWith(token, reader.at);
  if (isThere) reader.at += token.length;
  return isThere;
}

function peek(reader: Reader, operator: string): boolean {
  return reader.text.startsWith(reader.isExtended ? operator : `\\${operator}`, reader.at);
}

function readChoice(reader: Reader): Node | undefined {
  const nodes: Node[] = [];
  do {
    const node = readSequence(reader);
    if (!node) return undefined;
    nodes.push(node);
  } while (eat(reader, '|'));
  return { kind: 'choice', nodes };
}

function readSequence(reader: Reader): Node | undefined {
  const nodes: Node[] = [];
  while (reader.at < reader.text.length && !peek(reader, '|') && !(reader.depth > 0 && peek(reader, ')'))) {
    const atom = readAtom(reader, nodes.length === 0);
    const node = atom && readRepeats(reader, atom);
    if (!node) return undefined;
    nodes.push(node);
  }
  return { kind: 'sequence', nodes };
}

function readAtom(reader: Reader, isFirst: boolean): Node | undefined {
  if (eat(reader, '(')) return readGroup(reader);
  const char = reader.text[reader.at++] ?? '';
  if (char === '.') return { kind: 'test', test: () => true };
  if (char === '[') return readSet(reader);
  if (char === '^' && (isFirst || reader.isExtended)) return { kind: 'begin' };
  if (char === '$' && (reader.isExtended || reader.at === reader.text.length || peek(reader, ')') || peek(reader, '|')))
    return { kind: 'end' };
  return { kind: 'test', test: char === '\\' ? readEscape(reader) : (one) => one === char };
}

const escapes: Readonly<Record<string, Test>> = {
  w: (one) => /\w/.test(one),
  W: (one) => /\W/.test(one),
  s: (one) => /\s/.test(one),
  S: (one) => /\S/.test(one),
};

function readEscape(reader: Reader): Test {
  const char = reader.text[reader.at++] ?? '\\';
  return (Object.hasOwn(escapes, char) ? escapes[char] : undefined) ?? ((one) => one === char);
}

function readGroup(reader: Reader): Node | undefined {
  if (++reader.depth > 50) return undefined;
  const node = readChoice(reader);
  reader.depth--;
  return node && eat(reader, ')') ? node : undefined;
}

function readRepeats(reader: Reader, atom: Node): Node | undefined {
  let node: Node = atom;
  for (;;) {
    const range = readRange(reader);
    if (range === undefined) return node;
    if (range === 'wrong') return undefined;
    node = { kind: 'repeat', node, ...range };
  }
}

function readRange(reader: Reader): { least: number; most: number } | 'wrong' | undefined {
  if (reader.text[reader.at] === '*') {
    reader.at++;
    return { least: 0, most: Infinity };
  }
  if (eat(reader, '+')) return { least: 1, most: Infinity };
  if (eat(reader, '?')) return { least: 0, most: 1 };
  if (!eat(reader, '{')) return undefined;
  const found = /^(\d*)(,?)(\d*)\\?\}/.exec(reader.text.slice(reader.at, reader.at + 12));
  if (!found) return 'wrong';
  reader.at += found[0].length;
  const least = Number(found[1]);
  const most = found[2] === '' ? least : found[3] === '' ? Infinity : Number(found[3]);
  return least > REPEAT_MAX || (most !== Infinity && (most > REPEAT_MAX || most < least)) ? 'wrong' : { least, most };
}

function readSet(reader: Reader): Node | undefined {
  const tests: Test[] = [];
  const isNegated = reader.text[reader.at] === '^';
  if (isNegated) reader.at++;
  for (let isFirst = true; reader.at < reader.text.length; isFirst = false) {
    const rest = reader.text.slice(reader.at);
    if (rest.startsWith(']') && !isFirst) {
      reader.at++;
      return { kind: 'test', test: (one) => tests.some((test) => test(one)) !== isNegated };
    }
    const [whole, name] = /^\[:(\w+):\]/.exec(rest) ?? [];
    const [, from = '', to] = /^(.)(?:-([^\]]))?/s.exec(rest) ?? [];
    if (name !== undefined && Object.hasOwn(characterClasses, name))
      tests.push((one) => characterClasses[name]?.test(one) === true);
    else tests.push((one) => from <= one && one <= (to ?? from));
    reader.at += whole?.length ?? (to === undefined ? 1 : 3);
  }
  return undefined;
}

/** Writes the steps of a node that goes on at `next`; the number of the first. Absent when there would be too many. */
function emit(steps: Step[], node: Node, next: number): number | undefined {
  if (steps.length > STEPS_MAX) return undefined;
  switch (node.kind) {
    case 'test':
      return steps.push({ kind: 'take', test: node.test, next }) - 1;
    case 'begin':
    case 'end':
      return steps.push({ kind: node.kind, next }) - 1;
    case 'nothing':
      return next;
    case 'sequence':
      return node.nodes.reduceRight<number | undefined>(
        (at, one) => (at === undefined ? undefined : emit(steps, one, at)),
        next,
      );
    case 'choice':
      return split(
        steps,
        node.nodes.map((one) => emit(steps, one, next)),
      );
    case 'repeat':
      return emitRepeat(steps, node, next);
  }
}

function split(steps: Step[], places: readonly (number | undefined)[]): number | undefined {
  const next = places.filter((one) => one !== undefined);
  return next.length < places.length ? undefined : steps.push({ kind: 'split', next }) - 1;
}

function emitRepeat(
  steps: Step[],
  { node, least, most }: Extract<Node, { kind: 'repeat' }>,
  next: number,
): number | undefined {
  let at: number | undefined = next;
  if (most === Infinity) {
    const loop = steps.push({ kind: 'split', next: [next] }) - 1;
    const body = emit(steps, node, loop);
    if (body === undefined) return undefined;
    steps[loop] = { kind: 'split', next: [body, next] };
    at = loop;
  } else
    for (let count = least; count < most && at !== undefined; count++) at = split(steps, [emit(steps, node, at), next]);
  for (let count = 0; count < least && at !== undefined; count++) at = emit(steps, node, at);
  return at;
}

/** The leftmost match, the longest there; absent when there is none. */
export function findMatch(
  regex: Regex,
  text: string,
  from = 0,
): { readonly start: number; readonly end: number } | undefined {
  const subject = regex.isCaseless ? text.toLowerCase() : text;
  for (let start = from; start <= subject.length; start++) {
    const end = longestFrom(regex, subject, start);
    if (end !== undefined) return { start, end };
  }
  return undefined;
}

/** Whether there is a match anywhere: one pass over the text. */
export function hasMatch(regex: Regex, text: string): boolean {
  const subject = regex.isCaseless ? text.toLowerCase() : text;
  return longestFrom({ ...regex, isFloating: true }, subject, 0) !== undefined;
}

function longestFrom(
  { steps, start, isFloating }: Regex & { readonly isFloating?: boolean },
  text: string,
  from: number,
): number | undefined {
  let longest: number | undefined;
  let here = new Set<number>();
  const add = (set: Set<number>, place: number, at: number): void => {
    if (set.has(place)) return;
    set.add(place);
    const step = steps[place];
    if (step?.kind === 'split') for (const next of step.next) add(set, next, at);
    else if ((step?.kind === 'begin' && at === 0) || (step?.kind === 'end' && at === text.length))
      add(set, step.next, at);
    else if (step?.kind === 'match') longest = at;
  };
  add(here, start, from);
  for (let at = from; at < text.length && here.size > 0; at++) {
    const after = new Set<number>();
    for (const place of here) {
      const step = steps[place];
      if (step?.kind === 'take' && step.test(text[at] ?? '')) add(after, step.next, at + 1);
    }
    if (isFloating === true && longest !== undefined) return longest;
    if (isFloating === true) add(after, start, at + 1);
    here = after;
  }
  return longest;
}
