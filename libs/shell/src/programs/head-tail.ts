/** `head` and `tail`: the first lines of the input, and the last. */
import { unread } from '../machine/streams.ts';
import { allText, complain, eachText, linesOf, out, readOptions, type Program, type ProgramCall } from './program.ts';

interface Amount {
  readonly count: number;
  readonly isFromStart: boolean;
  readonly isCharacters: boolean;
  readonly operands: readonly string[];
  readonly isFollowed: boolean;
}

/** `-n 3`, `-3`, `-c 3`, and for `tail` `-n +3`. */
function amountOf({ args }: ProgramCall): Amount {
  const plain = args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));
  const { options, operands } = readOptions(plain, 'nc');
  const text = options.get('c') ?? options.get('n') ?? '10';
  const isFromStart = text.startsWith('+');
  return {
    count: Math.abs(Number(text)),
    isFromStart,
    isCharacters: options.has('c'),
    operands,
    isFollowed: options.has('f') || options.has('F'),
  };
}

export const head: Program = (call) => {
  const { count, isCharacters, operands } = amountOf(call);
  if (!Number.isInteger(count)) return wrong(call);
  const { memory, process } = call;
  const waiting = eachText(call, operands, (text) => {
    const taken = take(text, count - memory.count, isCharacters);
    memory.count += isCharacters ? taken.length : taken.split('\n').length - 1;
    out(call, taken);
    if (operands.length === 0 && taken.length < text.length) unread(process, 0, text.slice(taken.length));
  });
  if (memory.count >= count) return memory.failed > 0 ? 1 : 0;
  return waiting ?? (memory.failed > 0 ? 1 : 0);
};

function take(text: string, count: number, isCharacters: boolean): string {
  if (isCharacters) return text.slice(0, count);
  let end = 0;
  for (let line = 0; line < count && end >= 0 && end < text.length; line++) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  return text.slice(0, end);
}

function wrong(call: ProgramCall): number {
  complain(call, 'invalid number');
  return 1;
}

/** `tail -f` goes on for ever: it wakes once a second and prints what a file has got since. */
export const tail: Program = (call) => {
  const { isFollowed, operands } = amountOf(call);
  if (isFollowed && operands.length > 0) return follow(call, operands);
  return printEnd(call);
};

function printEnd(call: ProgramCall): ReturnType<Program> {
  const { count, isFromStart, isCharacters, operands } = amountOf(call);
  if (!Number.isInteger(count)) return wrong(call);
  const input = allText(call, operands);
  if ('waiting' in input) return input.waiting;
  out(call, endOf(input.text, { count, isFromStart, isCharacters }));
  return call.memory.failed > 0 ? 1 : 0;
}

function endOf(
  text: string,
  { count, isFromStart, isCharacters }: Pick<Amount, 'count' | 'isFromStart' | 'isCharacters'>,
): string {
  if (isCharacters)
    return isFromStart ? text.slice(Math.max(0, count - 1)) : text.slice(Math.max(0, text.length - count));
  const lines = linesOf(text);
  const last = isFromStart ? lines.slice(Math.max(0, count - 1)) : lines.slice(Math.max(0, lines.length - count));
  return last.length === 0 ? '' : last.join('\n') + (text.endsWith('\n') ? '\n' : '');
}

const FOLLOW_MS = 1000;

function follow(call: ProgramCall, [path = '']: readonly string[]): ReturnType<Program> {
  const { memory, machine } = call;
  const before = memory.count;
  memory.step = 0;
  memory.text = '';
  const input = allText({ ...call, process: call.process }, [path]);
  const text = 'text' in input ? input.text : '';
  memory.text = '';
  if (text !== '' || memory.failed === 0) {
    const { count } = amountOf(call);
    out(call, before === 0 ? endOf(text, { count, isFromStart: false, isCharacters: false }) : text.slice(before - 1));
    memory.count = text.length + 1;
  } else if (path !== '/dev/null' && before === 0) return 1;
  return { kind: 'until', at: machine.now + FOLLOW_MS };
}
