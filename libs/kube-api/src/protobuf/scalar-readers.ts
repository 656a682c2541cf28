/** Values that have a JSON form of their own, read off the wire. */
import { base64Encode, WireType, type BinaryReader } from '@bufbuild/protobuf/wire';
import { formatTime } from '../meta-v1/time.ts';

export interface ScalarReader {
  readonly wireType: WireType;
  /** The value as JSON has it; `undefined` for one that counts as not set. */
  readonly read: (reader: BinaryReader) => unknown;
}

/** The fields of a small message by number: numbers and texts, as nothing else is in them. */
function readParts(reader: BinaryReader): ReadonlyMap<number, number | string> {
  const parts = new Map<number, number | string>();
  const end = reader.uint32() + reader.pos;
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    if (wireType === WireType.Varint) parts.set(number, Number(reader.int64()));
    else if (wireType === WireType.LengthDelimited) parts.set(number, reader.string());
    else reader.skip(wireType, number);
  }
  return parts;
}

type Parts = ReturnType<typeof readParts>;

const numberIn = (parts: Parts, field: number): number => {
  const part = parts.get(field);
  return typeof part === 'number' ? part : 0;
};

const textIn = (parts: Parts, field: number): string => {
  const part = parts.get(field);
  return typeof part === 'string' ? part : '';
};

/** A small message: read whole, then brought into its JSON form. */
const small = (form: (parts: Parts) => unknown): ScalarReader => ({
  wireType: WireType.LengthDelimited,
  read: (reader) => form(readParts(reader)),
});

const SECONDS = 1;
const NANOS = 2;

/** Fractions of a second are dropped, as the server does. */
const timeForm = (parts: Parts): unknown =>
  parts.size === 0 ? undefined : formatTime(numberIn(parts, SECONDS) * 1000);

function microTimeForm(parts: Parts): unknown {
  if (parts.size === 0) return undefined;
  const micros = Math.trunc(numberIn(parts, NANOS) / 1000);
  return `${formatTime(numberIn(parts, SECONDS) * 1000).slice(0, -1)}.${String(micros).padStart(6, '0')}Z`;
}

const IS_TEXT = 1;

/** JSON inside of a message. A text that is none is kept as it is, for the decoder to refuse. */
function jsonForm(parts: Parts): unknown {
  const text = textIn(parts, 1);
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export const scalarReaders: Readonly<Record<string, ScalarReader>> = {
  string: { wireType: WireType.LengthDelimited, read: (reader) => reader.string() },
  bytes: { wireType: WireType.LengthDelimited, read: (reader) => base64Encode(reader.bytes()) },
  bool: { wireType: WireType.Varint, read: (reader) => reader.bool() },
  int: { wireType: WireType.Varint, read: (reader) => Number(reader.int64()) },
  Quantity: small((parts) => textIn(parts, 1) || '0'),
  IntOrString: small((parts) => (numberIn(parts, 1) === IS_TEXT ? textIn(parts, 3) : numberIn(parts, 2))),
  Time: small(timeForm),
  MicroTime: small(microTimeForm),
  JSON: small(jsonForm),
};
