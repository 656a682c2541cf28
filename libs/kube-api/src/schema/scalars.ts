/** Decoding of single values: what fits, in which form it is kept, and the decoder's words when it does not. */
import { canonicalQuantity } from '../meta-v1/quantity.ts';
import { formatTime, parseTime } from '../meta-v1/time.ts';
import type { ScalarName } from './struct-types.ts';

/** `problem` is `type` for a JSON type that does not fit, else the whole error. */
export interface ScalarResult {
  readonly value?: unknown;
  readonly problem?: string;
}

const WRONG_TYPE: ScalarResult = { problem: 'type' };
const fits = (value: unknown): ScalarResult => ({ value });

const integer =
  (limit: number) =>
  (value: unknown): ScalarResult =>
    typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= limit ? fits(value) : WRONG_TYPE;

const decoders = {
  string: (value) => (typeof value === 'string' ? fits(value) : WRONG_TYPE),
  bytes: decodeBytes,
  bool: (value) => (typeof value === 'boolean' ? fits(value) : WRONG_TYPE),
  int32: integer(2_147_483_648),
  int64: integer(2 ** 63),
  float64: (value) => (typeof value === 'number' ? fits(value) : WRONG_TYPE),
  Quantity: decodeQuantity,
  Time: (value) => decodeTime(value),
  MicroTime: decodeMicroTime,
  IntOrString: (value) => (typeof value === 'string' ? fits(value) : integer(2_147_483_648)(value)),
  any: fits,
} satisfies Record<ScalarName, (value: unknown) => ScalarResult>;

export const decodeScalar = (scalar: ScalarName, value: unknown): ScalarResult => decoders[scalar](value);

function decodeQuantity(value: unknown): ScalarResult {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
  const quantity = canonicalQuantity(text);
  return typeof quantity === 'string' ? fits(quantity) : quantity;
}

function decodeBytes(value: unknown): ScalarResult {
  if (typeof value !== 'string') return WRONG_TYPE;
  const bad = /[^A-Za-z0-9+/=\r\n]/.exec(value);
  if (bad) return { problem: `illegal base64 data at input byte ${bad.index}` };
  return value.replace(/[\r\n]/g, '').length % 4 === 0
    ? fits(value)
    : { problem: `illegal base64 data at input byte ${value.length - (value.length % 4)}` };
}

const RFC3339 = '2006-01-02T15:04:05Z07:00';
const RFC3339_MICRO = '2006-01-02T15:04:05.000000Z07:00';
const timePattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[-+]\d\d:\d\d)$/;

/** Fractions and offsets are read; whole seconds in UTC are kept. */
function decodeTime(value: unknown): ScalarResult {
  const time = readTime(value, RFC3339);
  return typeof time === 'number' ? fits(formatTime(time)) : time;
}

function readTime(value: unknown, layout: string): number | ScalarResult {
  if (typeof value !== 'string') return WRONG_TYPE;
  const parts = timePattern.exec(value);
  const time = parts ? parseTime(`${parts[1]}${parts[2] ?? ''}Z`) - offsetOf(parts[3] ?? 'Z') : Number.NaN;
  if (!Number.isNaN(time)) return time;
  return {
    problem: `parsing time ${JSON.stringify(value)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(value)} as "2006"`,
  };
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Exactly six digits of fraction, on input and on output. */
function decodeMicroTime(value: unknown): ScalarResult {
  const time = readTime(value, RFC3339_MICRO);
  if (typeof time !== 'number') return time;
  const [, , fraction, zone = 'Z'] = timePattern.exec(String(value)) ?? [];
  if (fraction?.length === 7) return fits(`${formatTime(time).slice(0, -1)}${fraction}Z`);
  const rest = fraction === undefined ? zone : `${fraction}${zone}`;
  return {
    problem: `parsing time ${JSON.stringify(value)} as ${JSON.stringify(RFC3339_MICRO)}: cannot parse ${JSON.stringify(rest)} as ".000000"`,
  };
}
