/** Quantities: reading, comparing and canonical printing of amounts such as `500m`, `64Mi` and `1e3`. */
import { badRequest } from './status.ts';

type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An exact amount in nano-units, and the family of suffixes that it was written with. */
export interface Quantity {
  readonly nano: bigint;
  readonly format: Format;
}

interface Suffix {
  readonly base: 2n | 10n;
  readonly exponent: number;
  readonly format: Format;
}

const decimal = (exponent: number): Suffix => ({ base: 10n, exponent, format: 'DecimalSI' });
const binary = (exponent: number): Suffix => ({ base: 2n, exponent, format: 'BinarySI' });

const suffixes: ReadonlyMap<string, Suffix> = new Map([
  ['n', decimal(-9)],
  ['u', decimal(-6)],
  ['m', decimal(-3)],
  ['', decimal(0)],
  ['k', decimal(3)],
  ['M', decimal(6)],
  ['G', decimal(9)],
  ['T', decimal(12)],
  ['P', decimal(15)],
  ['E', decimal(18)],
  ['Ki', binary(10)],
  ['Mi', binary(20)],
  ['Gi', binary(30)],
  ['Ti', binary(40)],
  ['Pi', binary(50)],
  ['Ei', binary(60)],
]);
const decimalNames = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binaryNames = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const NANO = 1_000_000_000n;
const MILLI = 1_000_000n;

const WRONG_FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const BAD_NUMBER = 'unable to parse numeric part of quantity';
const BAD_SUFFIX = "unable to parse quantity's suffix";

/**
 * Reads a quantity; a text answer is what is wrong with it.
 * @source kube-apiserver v1.37 apimachinery/pkg/api/resource: ParseQuantity
 */
export function readQuantity(text: string): Quantity | string {
  const parts = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/.exec(text);
  if (!parts) return WRONG_FORMAT;
  const number = /^([+-]?)(\d*)\.?(\d*)$/.exec(parts[1] ?? '');
  if (!number || (number[2] === '' && number[3] === '')) return BAD_NUMBER;
  const suffix = readSuffix(parts[2] ?? '');
  if (!suffix) return BAD_SUFFIX;
  const fraction = number[3] ?? '';
  const digits = BigInt(`${number[2]}${fraction}`);
  const nano = scale(digits, fraction.length, suffix);
  return { nano: number[1] === '-' ? -nano : nano, format: suffix.format };
}

function readSuffix(text: string): Suffix | undefined {
  const known = suffixes.get(text);
  if (known) return known;
  const exponent = /^[eE]([-+]?\d{1,3})$/.exec(text);
  return exponent ? { base: 10n, exponent: Number(exponent[1]), format: 'DecimalExponent' } : undefined;
}

/** `digits / 10^decimals * suffix` in nano-units; what is finer than that is rounded up. */
function scale(digits: bigint, decimals: number, { base, exponent }: Suffix): bigint {
  const tens = (base === 10n ? exponent : 0) - decimals;
  const numerator = digits * NANO * (base === 2n ? 1n << BigInt(exponent) : 1n);
  return tens >= 0 ? numerator * 10n ** BigInt(tens) : divideUp(numerator, 10n ** BigInt(-tens));
}

const divideUp = (value: bigint, by: bigint): bigint => (value > 0n ? (value + by - 1n) / by : value / by);

/** The quantity of a text that was admitted before. Throws a 400 for any other. */
export const parseQuantity = (text: string): Quantity => knownQuantity(text).quantity;

function knownQuantity(text: string): Known {
  const entry = recall(text);
  if (typeof entry === 'string') throw badRequest(entry);
  return entry;
}

/**
 * Prints the largest suffix that loses nothing: `1000m` as `1`, `1024Mi` as `1Gi`.
 * @source kube-apiserver v1.37 apimachinery/pkg/api/resource: Quantity.CanonicalizeBytes
 */
export function formatQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) return '0';
  const isSmall = nano > -1024n * NANO && nano < 1024n * NANO;
  if (format === 'BinarySI' && !isSmall && nano % NANO === 0n) return formatBinary(nano / NANO);
  return formatDecimal(nano, format);
}

function formatBinary(value: bigint): string {
  let [rest, step] = [value, 0];
  while (step < binaryNames.length - 1 && rest % 1024n === 0n) [rest, step] = [rest / 1024n, step + 1];
  return `${rest}${binaryNames[step]}`;
}

function formatDecimal(nano: bigint, format: Format): string {
  let [rest, step] = [nano, 0];
  while (step < decimalNames.length - 1 && rest % 1000n === 0n) [rest, step] = [rest / 1000n, step + 1];
  if (format !== 'DecimalExponent') return `${rest}${decimalNames[step]}`;
  const exponent = step * 3 - 9;
  return exponent === 0 ? `${rest}` : `${rest}e${exponent}`;
}

/** A quantity that was read before, how it prints, and its amount in whole units and in thousandths, rounded up. */
interface Known {
  readonly quantity: Quantity;
  readonly printed: string;
  readonly whole: number;
  readonly milli: number;
}

const known = new Map<string, Known>();
const KNOWN_LIMIT = 4096;

/** Reads through a memory of what was read before: a cluster has few different quantities. */
function recall(text: string): Known | string {
  const before = known.get(text);
  if (before) return before;
  const quantity = readQuantity(text);
  if (typeof quantity === 'string') return quantity;
  if (known.size >= KNOWN_LIMIT) known.clear();
  const { nano } = quantity;
  const [whole, milli] = [Number(divideUp(nano, NANO)), Number(divideUp(nano, MILLI))];
  const entry = { quantity, printed: formatQuantity(quantity), whole, milli };
  known.set(text, entry);
  return entry;
}

/** The canonical text of a quantity, or what is wrong with it in `problem`. */
export function canonicalQuantity(text: string): string | { readonly problem: string } {
  const entry = recall(text);
  return typeof entry === 'string' ? { problem: entry } : entry.printed;
}

/** Rounded up to a whole milli-unit, as requests and limits of pods are. */
export function roundUpToMilli(text: string): string {
  if (!text.endsWith('n') && !text.endsWith('u')) return text;
  const { nano, format } = parseQuantity(text);
  return formatQuantity({ nano: divideUp(nano, MILLI) * MILLI, format });
}

const nanoOf = (text: string | undefined): bigint => (text === undefined ? 0n : parseQuantity(text).nano);

/** Below, at or above zero as `a` is less than, equal to or greater than `b`; an absent one counts as 0. */
export function compareQuantities(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  const [left, right] = [nanoOf(a), nanoOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The sum, printed in the format of the first one. */
export function addQuantities(a: string, b: string): string {
  const { nano, format } = parseQuantity(a);
  return formatQuantity({ nano: nano + nanoOf(b), format });
}

/** Whole units, rounded up. */
export const quantityValue = (text: string | undefined): number => (text === undefined ? 0 : knownQuantity(text).whole);

/** Thousandths, rounded up. */
export const milliValue = (text: string | undefined): number => (text === undefined ? 0 : knownQuantity(text).milli);

export const isIntegerQuantity = (text: string): boolean => nanoOf(text) % NANO === 0n;
export const isNegativeQuantity = (text: string): boolean => text.startsWith('-');
