/** `date`: the simulation's time of day, in UTC. */
import { complain, out, type Program } from './program.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const longMonths = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');

const DAY = 86_400_000;

/**
 * A date from milliseconds since 1970, by the calendar that goes on for ever in both directions.
 * @source Howard Hinnant, chrono-compatible low-level date algorithms, civil_from_days
 */
export function dateParts(
  ms: number,
): Record<'weekday' | 'month' | 'longMonth' | 'hour' | 'minute' | 'second', string> &
  Record<'year' | 'monthNumber' | 'day' | 'weekdayNumber' | 'yearDay' | 'millisecond', number> {
  const date = Math.floor(ms / DAY);
  const inDay = ms - date * DAY;
  const shifted = date + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const monthNumber = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (monthNumber <= 2 ? 1 : 0);
  const weekdayNumber = (((date + 4) % 7) + 7) % 7;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return {
    year,
    monthNumber,
    weekdayNumber,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    yearDay: monthNumber <= 2 ? dayOfYear - 305 : dayOfYear + (isLeap ? 61 : 60),
    month: months[monthNumber - 1] ?? '',
    longMonth: longMonths[monthNumber - 1] ?? '',
    weekday: days[weekdayNumber] ?? '',
    hour: two(Math.floor(inDay / 3_600_000)),
    minute: two(Math.floor(inDay / 60_000) % 60),
    second: two(Math.floor(inDay / 1000) % 60),
    millisecond: inDay % 1000,
  };
}

type Parts = ReturnType<typeof dateParts>;

const fields: Readonly<Record<string, (parts: Parts, ms: number) => string>> = {
  Y: ({ year }) => String(year),
  y: ({ year }) => two(year % 100),
  m: ({ monthNumber }) => two(monthNumber),
  d: ({ day }) => two(day),
  e: ({ day }) => String(day).padStart(2),
  H: ({ hour }) => hour,
  M: ({ minute }) => minute,
  S: ({ second }) => second,
  s: (_parts, ms) => String(Math.floor(ms / 1000)),
  N: ({ millisecond }) => `${String(millisecond).padStart(3, '0')}000000`,
  a: ({ weekday }) => weekday.slice(0, 3),
  A: ({ weekday }) => weekday,
  b: ({ month }) => month,
  h: ({ month }) => month,
  B: ({ longMonth }) => longMonth,
  j: ({ yearDay }) => String(yearDay).padStart(3, '0'),
  u: ({ weekdayNumber }) => String(weekdayNumber || 7),
  w: ({ weekdayNumber }) => String(weekdayNumber),
  I: ({ hour }) => two(Number(hour) % 12 || 12),
  p: ({ hour }) => (Number(hour) < 12 ? 'AM' : 'PM'),
  Z: () => 'UTC',
  z: () => '+0000',
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

const short: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  c: '%a %b %e %H:%M:%S %Y',
  r: '%I:%M:%S %p',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

function format(text: string, ms: number): string {
  const parts = dateParts(ms);
  const whole = text.replaceAll(/%([FTRDcrxX])/g, (_whole, letter: string) => short[letter] ?? '');
  return whole.replaceAll(/%([A-Za-z%])/g, (piece, letter: string) =>
    Object.hasOwn(fields, letter) ? (fields[letter]?.(parts, ms) ?? piece) : piece,
  );
}

const names: ReadonlySet<string> = new Set(['-u', '--utc', '-I', '-Iseconds', '-R']);
const byOption: Readonly<Record<string, string>> = {
  '-I': '%F',
  '-Iseconds': '%FT%T+00:00',
  '-R': '%a, %d %b %Y %T +0000',
};

export const date: Program = (call) => {
  const wrong = call.args.find((arg) => !arg.startsWith('+') && !names.has(arg));
  if (wrong !== undefined) {
    complain(call, `invalid date '${wrong}'`);
    return 1;
  }
  const wanted =
    call.args.find((arg) => arg.startsWith('+'))?.slice(1) ??
    call.args.map((arg) => byOption[arg]).find((one) => one !== undefined);
  out(call, `${format(wanted ?? '%a %b %e %H:%M:%S UTC %Y', call.machine.epoch + call.machine.now)}\n`);
  return 0;
};
