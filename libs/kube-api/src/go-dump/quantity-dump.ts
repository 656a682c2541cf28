/** A quantity as Go holds it in memory: a scaled 64-bit number where it fits, else a big decimal. */
import { parseQuantity } from '../meta-v1/quantity.ts';

const SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const WORD = 1n << 64n;

interface Parts {
  readonly digits: string;
  readonly isNegative: boolean;
  /** Of ten, or of two for a binary suffix. */
  readonly exponent: number;
  readonly isBinary: boolean;
}

/**
 * The private fields of a quantity that was read from its canonical text.
 * @source kube-controller-manager v1.37 apimachinery/pkg/api/resource: ParseQuantity
 */
export function dumpQuantity(text: string): string {
  const { nano, format } = parseQuantity(text);
  if (text === '0') return printParts({ amount: '0', scale: 0, text, format });
  const parts = partsOf(text);
  if (!isSmall(parts)) return printParts({ amount: '0', scale: 0, text: '', format, nano });
  const { digits, exponent, isBinary } = parts;
  const amount = isBinary ? BigInt(digits) << BigInt(exponent) : BigInt(digits);
  return printParts({
    amount: String(parts.isNegative ? -amount : amount),
    scale: isBinary ? 0 : exponent,
    text: keepsText(parts) ? text : '',
    format,
  });
}

function partsOf(text: string): Parts {
  const [, sign, digits = '', suffix = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  const isNegative = sign === '-';
  const exponential = /^e(-?\d+)$/.exec(suffix);
  if (exponential) return { digits, isNegative, exponent: Number(exponential[1]), isBinary: false };
  const isBinary = suffix.endsWith('i');
  const exponent = isBinary ? BINARY.indexOf(suffix) * 10 : SUFFIXES.indexOf(suffix) * 3 - 9;
  return { digits, isNegative, exponent, isBinary };
}

/** Go estimates by the number of digits whether the amount fits, three tenths of a digit for a binary place. */
function isSmall({ digits, exponent, isBinary }: Parts): boolean {
  if (!isBinary) return digits.length <= 18 && exponent >= -9;
  return 15 - digits.length - Math.trunc((exponent * 3) / 10) - 1 >= 0;
}

/** The text is kept as a memory of how the quantity prints where Go sees at once that it is canonical. */
const keepsText = ({ digits, exponent, isBinary }: Parts): boolean =>
  isBinary ? BigInt(digits) % 8n !== 0n : exponent % 3 === 0 && !digits.endsWith('000');

interface Printed {
  readonly amount: string;
  readonly scale: number;
  readonly text: string;
  readonly format: string;
  /** The amount where a big decimal holds it. */
  readonly nano?: bigint;
}

function printParts({ amount, scale, text, format, nano }: Printed): string {
  const small = `{value:(int64)${amount} scale:(resource.Scale)${scale}}`;
  const large = nano === undefined ? '(*inf.Dec)<nil>' : printDecimal(nano);
  return `{i:(resource.int64Amount)${small} d:(resource.infDecAmount){Dec:${large}} s:(string)${text} Format:(resource.Format)${format}}`;
}

function printDecimal(nano: bigint): string {
  const words: string[] = [];
  for (let rest = nano < 0n ? -nano : nano; rest > 0n; rest /= WORD) words.push(String(rest % WORD));
  return `(*inf.Dec){unscaled:(big.Int){neg:(bool)${nano < 0n} abs:(big.nat)[${words.join(' ')}]} scale:(inf.Scale)9}`;
}
