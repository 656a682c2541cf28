/**
 * How a program talks to the network. It is run anew from its first question whenever a reply has come: what it has heard already is
 * answered from its memory, the next question makes it wait.
 */
import { readFile } from '../../machine/files.ts';
import type { Wait } from '../../machine/machine-state.ts';
import { endAsking } from '../../machine/network.ts';
import type { NetworkReply, NetworkRequest, Talk } from '../../machine/network-talk.ts';
import { write } from '../../machine/streams.ts';
import type { ProgramCall } from '../program.ts';

/** A question that is open: the program returns this to be run again. */
export interface Waiting {
  readonly waiting: Wait;
}

export const isWaiting = (value: object): value is Waiting => 'waiting' in value;

export interface Conversation {
  readonly call: ProgramCall;
  readonly talk: Talk;
  /** Questions asked in this run. */
  asked: number;
}

export function converse(call: ProgramCall): Conversation {
  const talk = (call.memory.talk ??= { replies: [], ticket: 0, isNowhere: false });
  return { call, talk, asked: 0 };
}

export interface Patience {
  /** Seconds until it gives up; absent: it never does. */
  readonly seconds?: number | undefined;
  /** Seconds until it gives up to reach an address where nothing is. */
  readonly connectSeconds?: number | undefined;
}

/** SYN packets are sent for so long. @source Linux 6 net.ipv4.tcp_syn_retries */
const CONNECT_SECONDS = 127;

/** True while a question has not been asked before: then is the time to say what goes before it. */
export const isNew = ({ talk, asked }: Conversation): boolean => asked === talk.replies.length && talk.ticket === 0;

/** Asks, or tells what was answered in an earlier run. */
export function ask(
  conversation: Conversation,
  request: NetworkRequest,
  { seconds, connectSeconds = CONNECT_SECONDS }: Patience = {},
): NetworkReply | Waiting {
  const { talk, call } = conversation;
  const { machine } = call;
  // Without a reply it was woken by the end of its patience.
  if (conversation.asked === talk.replies.length && talk.ticket !== 0)
    endAsking(talk, { kind: talk.isNowhere ? 'nowhere' : 'silence' });
  const known = talk.replies[conversation.asked++];
  if (known) return known;
  talk.ticket = machine.nextTicket++;
  const after = (wait: number): number => machine.now + Math.round(wait * 1000);
  return {
    waiting: {
      kind: 'reply',
      ticket: talk.ticket,
      request,
      until: seconds === undefined ? null : after(seconds),
      connectUntil: after(Math.min(connectSeconds, seconds ?? Infinity)),
      isSent: false,
    },
  };
}

export interface Resolver {
  readonly server: string | undefined;
  readonly searches: readonly string[];
  readonly ndots: number;
}

/** What `/etc/resolv.conf` says. */
export function resolverOf({ machine }: ProgramCall): Resolver {
  const file = readFile(machine.files, '/etc/resolv.conf');
  const lines = 'text' in file ? file.text.split('\n').map((line) => line.trim().split(/\s+/)) : [];
  const valuesOf = (keyword: string): string[] =>
    lines.flatMap(([word, ...values]) => (word === keyword ? values : []));
  const ndots = valuesOf('options').find((option) => option.startsWith('ndots:'));
  return {
    server: valuesOf('nameserver')[0],
    searches: valuesOf('search'),
    ndots: Number(ndots?.slice('ndots:'.length) ?? 1),
  };
}

/** The addresses of a name in `/etc/hosts`. */
export function hostsEntry({ machine }: ProgramCall, name: string): string | undefined {
  const file = readFile(machine.files, '/etc/hosts');
  const text = 'text' in file ? file.text : '';
  for (const line of text.split('\n')) {
    const [address, ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
    if (names.includes(name) && address !== undefined && !address.includes(':')) return address;
  }
  return name === 'localhost' ? '127.0.0.1' : undefined;
}

export const isAddress = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(text);

/** A resolver asks twice, for five seconds each. */
export const DNS_SECONDS = 10;

/** Names in the order in which they are tried. */
export function candidates(name: string, { searches, ndots }: Resolver): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = searches.map((domain) => `${name}.${domain}`);
  return name.split('.').length > ndots ? [name, ...searched] : [...searched, name];
}

export interface Resolved {
  /** Absent: there is none. */
  readonly address?: string;
  /** The full name. */
  readonly name: string;
}

/** The address of a name as programs look it up: hosts first, then the resolver. */
export function resolve(conversation: Conversation, name: string): Resolved | Waiting {
  const { call } = conversation;
  if (isAddress(name)) return { address: name, name };
  const own = hostsEntry(call, name);
  if (own !== undefined) return { address: own, name };
  const resolver = resolverOf(call);
  if (resolver.server === undefined) return { name };
  const reply = ask(conversation, { kind: 'lookup', names: candidates(name, resolver) }, { seconds: DNS_SECONDS });
  if (isWaiting(reply)) return reply;
  if (reply.kind !== 'addresses') return { name };
  const [address] = reply.addresses;
  return address === undefined ? { name: reply.name } : { address, name: reply.name };
}

/** Words on standard error. */
export const tell = ({ machine, process }: ProgramCall, text: string): void => void write(machine, process, 2, text);
