/** Programs of a few lines each. */
import { baseOf, parentOf } from '../machine/files.ts';
import { isBlockedByPipe } from '../machine/streams.ts';
import { complain, out, readOptions, type Program } from './program.ts';

export const yes: Program = (call) => {
  if (!isBlockedByPipe(call.machine, call.process)) out(call, `${call.args.join(' ') || 'y'}\n`.repeat(64));
  return 'again';
};

export const seq: Program = (call) => {
  const { args } = call;
  const numbers = args.map(Number);
  if (args.length === 0 || args.length > 3 || numbers.some((number) => !Number.isFinite(number))) {
    complain(call, 'invalid number');
    return 1;
  }
  const [first, step, last] =
    args.length === 1 ? [1, 1, numbers[0]] : args.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  const lines: string[] = [];
  const digits = Math.max(...args.map((arg) => arg.split('.')[1]?.length ?? 0));
  if (first === undefined || step === undefined || last === undefined || step === 0) return 1;
  for (let at = 0; lines.length < SEQ_MAX; at++) {
    const number = first + at * step;
    if (step > 0 ? number > last : number < last) break;
    lines.push(`${number.toFixed(digits)}\n`);
  }
  out(call, lines.join(''));
  return 0;
};

const SEQ_MAX = 100_000;

export const basename: Program = (call) => {
  const [path = '', suffix = ''] = call.args;
  const name = baseOf(path.replace(/(?<=.)\/+$/, '')) || '/';
  out(call, `${suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`);
  return 0;
};

export const dirname: Program = (call) => {
  const path = (call.args[0] ?? '').replace(/(?<=.)\/+$/, '');
  out(call, `${path.includes('/') ? parentOf(path).replace(/(?<=.)\/+$/, '') : '.'}\n`);
  return 0;
};

export const hostname: Program = (call) => {
  out(call, `${call.machine.hostname}\n`);
  return 0;
};

export const whoami: Program = (call) => {
  out(call, 'root\n');
  return 0;
};

export const id: Program = (call) => {
  const { options } = readOptions(call.args);
  const isShort = options.has('u') || options.has('g');
  const text = isShort ? (options.has('n') ? 'root' : '0') : 'uid=0(root) gid=0(root) groups=0(root)';
  out(call, `${text}\n`);
  return 0;
};

export const uname: Program = (call) => {
  const { options } = readOptions(call.args);
  const all = { s: 'Linux', n: call.machine.hostname, r: '6.1.0', m: 'x86_64' };
  const wanted = Object.entries(all).filter(([letter]) => options.has('a') || options.has(letter));
  out(call, `${wanted.map(([, text]) => text).join(' ') || all.s}\n`);
  return 0;
};

export const printenv: Program = (call) => {
  const [name] = call.args;
  const value = name === undefined ? undefined : call.env.get(name);
  if (name !== undefined && value === undefined) return 1;
  out(call, value === undefined ? [...call.env].map(([key, text]) => `${key}=${text}\n`).join('') : `${value}\n`);
  return 0;
};

export const pwd: Program = (call) => {
  out(call, `${call.process.cwd}\n`);
  return 0;
};

export const ps: Program = (call) => {
  const { processes } = call.machine;
  const lines = [...processes.values()].map(
    ({ pid, argv, exit }) =>
      `${String(pid).padStart(5)} root      0:00 ${exit ? `[${argv[0] ?? ''}]` : argv.join(' ')}\n`,
  );
  out(call, `  PID USER     TIME  COMMAND\n${lines.join('')}`);
  return 0;
};
