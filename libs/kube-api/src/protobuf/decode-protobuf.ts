/** Bodies in protobuf: from bytes to the value that the same body in JSON would be. */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { entryMessageOf, messageNameOf, messageOf, type Message, type MessageField } from './message-types.ts';
import { scalarReaders, type ScalarReader } from './scalar-readers.ts';

/** Why a body in protobuf cannot be read; with the kind that its envelope names, if that could be read. */
export interface ProtobufProblem {
  readonly why: string;
  readonly kind?: string;
  readonly apiVersion?: string;
}

export type ProtobufBody = { readonly value: unknown } | { readonly problem: ProtobufProblem };

const MAGIC = [0x6b, 0x38, 0x73, 0x00];

/**
 * Reads a body: the magic bytes, the envelope `runtime.Unknown`, and in it the message of the kind that the envelope names.
 * Of a kind that is not known only kind and apiVersion are given. Zero values that a client cannot leave out in protobuf
 * are left out, numbers of unknown fields are skipped.
 * @source kube-apiserver v1.37 apimachinery/pkg/runtime/serializer/protobuf: Serializer.Decode
 */
export function decodeProtobuf(bytes: Uint8Array): ProtobufBody {
  if (bytes.length === 0) return { problem: { why: 'empty data' } };
  if (MAGIC.some((byte, index) => bytes[index] !== byte))
    return {
      problem: {
        why: `provided data does not appear to be a protobuf message, expected prefix [${MAGIC.join(' ')}]`,
      },
    };
  if (bytes.length === MAGIC.length) return { problem: { why: 'empty body' } };
  const envelope = attempt(() => readEnvelope(bytes.subarray(MAGIC.length)));
  if ('why' in envelope) return { problem: envelope };
  const { apiVersion, kind, raw } = envelope;
  const message = messageOf(messageNameOf(apiVersion, kind) ?? '');
  const named = { ...(apiVersion !== '' && { apiVersion }), ...(kind !== '' && { kind }) };
  if (!message) return { value: named };
  const fields = attempt(() => readMessage(new BinaryReader(raw), raw.length, message));
  return 'why' in fields && typeof fields.why === 'string'
    ? { problem: { why: fields.why, kind, apiVersion } }
    : { value: { ...named, ...fields } };
}

/** What is wrong on the wire, in the words of the server's decoder. */
class WireError extends Error {}

/** A reader that runs out of bytes throws errors of its own. */
function attempt<T extends object>(read: () => T): T | { readonly why: string } {
  try {
    return read();
  } catch (error) {
    return { why: error instanceof WireError ? error.message : 'unexpected EOF' };
  }
}

interface Envelope {
  readonly apiVersion: string;
  readonly kind: string;
  readonly raw: Uint8Array;
}

const TYPE_META: Message = new Map([
  [1, { name: 'apiVersion', type: 'string', shape: 'one', isPointer: false }],
  [2, { name: 'kind', type: 'string', shape: 'one', isPointer: false }],
]);

function readEnvelope(bytes: Uint8Array): Envelope {
  const reader = new BinaryReader(bytes);
  let [meta, raw]: [Readonly<Record<string, unknown>>, Uint8Array] = [{}, new Uint8Array()];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === 1 && wireType === WireType.LengthDelimited)
      meta = readMessage(reader, reader.uint32() + reader.pos, TYPE_META);
    else if (number === 2 && wireType === WireType.LengthDelimited) raw = reader.bytes();
    else reader.skip(wireType, number);
  }
  return { apiVersion: String(meta['apiVersion'] ?? ''), kind: String(meta['kind'] ?? ''), raw };
}

type Fields = Record<string, unknown>;

/** The fields of a message that ends at `end`, in JSON. */
function readMessage(reader: BinaryReader, end: number, message: Message): Fields {
  if (end > reader.len) throw new WireError('unexpected EOF');
  const fields: Fields = {};
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = message.get(number);
    if (field) readField(reader, field, wireType, fields);
    else reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new WireError('unexpected EOF');
  return fields;
}

function readField(reader: BinaryReader, field: MessageField, wireType: WireType, fields: Fields): void {
  if (field.shape === 'map') return readEntry(reader, field, wireType, fields);
  if (field.shape === 'list') return readItem(reader, field, wireType, fields);
  const value = readValue(reader, field, wireType);
  if (field.name === '.') Object.assign(fields, value);
  else if (field.isPointer || !isZero(value)) fields[field.name] = value;
}

const isZero = (value: unknown): boolean => value === undefined || value === '' || value === 0 || value === false;

function readItem(reader: BinaryReader, field: MessageField, wireType: WireType, fields: Fields): void {
  const items = (fields[field.name] ??= []) as unknown[]; // made by the first item
  const isPacked = wireType === WireType.LengthDelimited && scalarReaders[field.type]?.wireType === WireType.Varint;
  if (!isPacked) {
    items.push(readValue(reader, field, wireType));
    return;
  }
  const end = reader.uint32() + reader.pos;
  while (reader.pos < end) items.push(readValue(reader, field, WireType.Varint));
}

/** An entry of a map is a message of a key and a value. */
function readEntry(reader: BinaryReader, field: MessageField, wireType: WireType, fields: Fields): void {
  expectWire(wireType, WireType.LengthDelimited, field);
  const end = reader.uint32() + reader.pos;
  const { key = '', value = emptyOf(field.type) } = readMessage(reader, end, entryMessageOf(field.type));
  const map = (fields[field.name] ??= {}) as Fields; // made by the first entry
  // A key such as __proto__ is one like any other.
  Object.defineProperty(map, String(key), { value, enumerable: true, writable: true, configurable: true });
}

const emptyOf = (type: string): unknown => (scalarReaders[type] ? '' : {});

function readValue(reader: BinaryReader, field: MessageField, wireType: WireType): unknown {
  const scalar: ScalarReader | undefined = scalarReaders[field.type];
  expectWire(wireType, scalar?.wireType ?? WireType.LengthDelimited, field);
  if (scalar) return scalar.read(reader);
  const message = messageOf(field.type) ?? NO_FIELDS;
  const fields = readMessage(reader, reader.uint32() + reader.pos, message);
  return message.get(1)?.name === LIST ? (fields[LIST] ?? []) : fields;
}

const NO_FIELDS: Message = new Map();

/** The field of a message that is a plain list in JSON. */
const LIST = '[]';

function expectWire(wireType: WireType, expected: WireType, { name }: MessageField): void {
  if (wireType === expected) return;
  const goName = name.charAt(0).toUpperCase() + name.slice(1);
  throw new WireError(`proto: wrong wireType = ${wireType} for field ${goName}`);
}
