/** `printf`: the format is used again as long as there are arguments. */
import { limits } from '../machine/limits.ts';
import { unescape } from './escapes.ts';
import { complain, out, type Program, type ProgramCall } from './program.ts';

interface Printing {
  readonly call: ProgramCall;
  readonly args: string[];
  text: string;
  status: number;
  isCut: boolean;
}

export const printf: Program = (call) => {
  const [format, ...args] = call.args[0] === '--' ? call.args.slice(1) : call.args;
  if (format === undefined) {
    complain(call, 'usage: printf format [arg ...]');
    return 2;
  }
  const printing: Printing = { call, args, text: '', status: 0, isCut: false };
  do {
    const before = args.length;
    printOnce(printing, format);
    if (args.length === before) break; // a format that takes nothing is printed once
  } while (args.length > 0 && !printing.isCut && printing.text.length < limits.textCharacters);
  out(call, printing.text);
  return printing.status;
};

function printOnce(printing: Printing, format: string): void {
  for (const [piece, flags, width, precision, kind] of format.matchAll(
    /%(?:%|([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?([diouxXscbeEfgG]))|[^%]+|%/gs,
  )) {
    if (printing.isCut) return;
    if (piece === '%%') printing.text += '%';
    else if (kind === undefined) addText(printing, piece);
    else
      printing.text += pad(
        converted(printing, kind, numberOr(printing, precision)),
        flags ?? '',
        numberOr(printing, width) ?? 0,
        kind,
      );
  }
}

function addText(printing: Printing, piece: string): void {
  const { text, isCut } = unescape(piece, /^([0-7]{1,3})/);
  printing.text += text;
  printing.isCut = isCut;
}

const numberOr = ({ args }: Printing, text: string | undefined): number | undefined =>
  text === undefined ? undefined : Math.min(Number((text === '*' ? args.shift() : text) ?? 0) || 0, 10_000);

function converted(printing: Printing, kind: string, precision: number | undefined): string {
  const arg = printing.args.shift();
  if (kind === 's') return (arg ?? '').slice(0, precision);
  if (kind === 'c') return (arg ?? '').slice(0, 1);
  if (kind === 'b') {
    const { text, isCut } = unescape(arg ?? '');
    printing.isCut ||= isCut;
    return text;
  }
  if ('eEfgG'.includes(kind)) return floating(printing, arg ?? '0', precision ?? 6);
  const text = bases[kind]?.(integer(printing, arg ?? '0')) ?? '';
  return precision === undefined ? text : text.replace(/\d+/, (digits) => digits.padStart(precision, '0'));
}

const bases: Readonly<Record<string, (number: bigint) => string>> = {
  d: String,
  i: String,
  u: (number) => String(BigInt.asUintN(64, number)),
  o: (number) => BigInt.asUintN(64, number).toString(8),
  x: (number) => BigInt.asUintN(64, number).toString(16),
  X: (number) => BigInt.asUintN(64, number).toString(16).toUpperCase(),
};

function integer(printing: Printing, text: string): bigint {
  if (/^["']/.test(text)) return BigInt(text.codePointAt(1) ?? 0);
  const [, sign, digits, rest] = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|\d*)(.*)$/s.exec(text) ?? [];
  if (digits === undefined || digits === '' || rest !== '') {
    printing.status = 1;
    complain(printing.call, `${text}: expected numeric value`);
  }
  const value = BigInt(
    /^0\d/.test(digits ?? '') ? `0o${digits?.slice(1).replace(/[89].*/, '') || '0'}` : digits || '0',
  );
  return sign === '-' ? -value : value;
}

function floating(printing: Printing, text: string, precision: number): string {
  const number = Number(text);
  if (Number.isFinite(number)) return number.toFixed(Math.min(precision, 20));
  printing.status = 1;
  complain(printing.call, `${text}: expected numeric value`);
  return (0).toFixed(Math.min(precision, 20));
}

function pad(text: string, flags: string, width: number, kind: string): string {
  const isNumber = 'diuoxXeEfgG'.includes(kind);
  const signed = flags.includes('+') && isNumber && !text.startsWith('-') ? `+${text}` : text;
  if (flags.includes('-')) return signed.padEnd(width);
  if (!flags.includes('0') || !isNumber) return signed.padStart(width);
  const sign = /^[-+]/.exec(signed)?.[0] ?? '';
  return sign + signed.slice(sign.length).padStart(width - sign.length, '0');
}
