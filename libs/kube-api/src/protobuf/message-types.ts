/** The protobuf messages by name: the table of messages.schema.ts, parsed when a message is first asked for. */
import { protobufKinds, protobufMessages } from './messages.schema.ts';

export interface MessageField {
  /** Name in JSON; `.` for a struct whose fields are those of the struct around it. */
  readonly name: string;
  /** Name of a scalar or of a message. */
  readonly type: string;
  readonly shape: 'one' | 'list' | 'map';
  /** An explicit zero is kept. */
  readonly isPointer: boolean;
}

/** Fields by number. */
export type Message = ReadonlyMap<number, MessageField>;

const texts: Readonly<Record<string, string>> = protobufMessages;
const kinds: Readonly<Record<string, string>> = protobufKinds;
const messages = new Map<string, Message>();

/** The name of the message that a kind travels in; nothing for a kind that is not known. */
export function messageNameOf(apiVersion: string, kind: string): string | undefined {
  const key = `${apiVersion} ${kind}`;
  if (Object.hasOwn(kinds, key)) return kinds[key];
  // Registered in every group version, which is why it has none of its own.
  return kind === 'DeleteOptions' ? kinds[kind] : undefined;
}

/** A message by its name; nothing for a scalar. */
export function messageOf(name: string): Message | undefined {
  const known = messages.get(name);
  if (known) return known;
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  if (text === undefined) return undefined;
  const message = new Map(text.split(' ').map(parseField));
  messages.set(name, message);
  return message;
}

const entries = new Map<string, Message>();

/** The message of an entry of a map from texts to values of a type. */
export function entryMessageOf(type: string): Message {
  const known = entries.get(type);
  if (known) return known;
  const entry: Message = new Map([
    [1, { name: 'key', type: 'string', shape: 'one', isPointer: true }],
    [2, { name: 'value', type, shape: 'one', isPointer: true }],
  ]);
  entries.set(type, entry);
  return entry;
}

function parseField(text: string): [number, MessageField] {
  const [number = '', name = '', coded = ''] = text.split(':');
  const isPointer = coded.endsWith('*');
  const bare = isPointer ? coded.slice(0, -1) : coded;
  const shape = bare.startsWith('[]') ? 'list' : bare.startsWith('{}') ? 'map' : 'one';
  return [Number(number), { name, type: shape === 'one' ? bare : bare.slice(2), shape, isPointer }];
}
