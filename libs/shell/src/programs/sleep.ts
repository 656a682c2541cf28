/** `sleep`: seconds, or with a unit; several times are added up. */
import { complain, type Program } from './program.ts';

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(text: string): number {
  if (text === 'infinity' || text === 'inf') return Infinity;
  const [, number, unit = ''] = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? Number.NaN : Number(number) * (units[unit] ?? 1);
}

export const sleep: Program = (call) => {
  const { memory, machine, args } = call;
  if (memory.step === 1) return 0;
  const wrong = args.find((arg) => Number.isNaN(secondsOf(arg)));
  if (args.length === 0 || wrong !== undefined) {
    complain(
      call,
      args.length === 0
        ? 'missing operand'
        : machine.dialect === 'ash'
          ? `invalid number '${wrong}'`
          : `invalid time interval '${wrong}'`,
    );
    return 1;
  }
  memory.step = 1;
  const at = machine.now + Math.round(args.reduce((sum, arg) => sum + secondsOf(arg), 0) * 1000);
  return Number.isSafeInteger(at) ? { kind: 'until', at } : { kind: 'forever' };
};
