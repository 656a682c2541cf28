/** `nslookup` asks the name server; `getent hosts` asks as every program does. */
import { complain, out, readOptions, type Program, type ProgramCall } from '../program.ts';
import {
  ask,
  converse,
  DNS_SECONDS,
  isAddress,
  isNew,
  isWaiting,
  resolve,
  resolverOf,
  type Conversation,
  type Resolver,
  type Waiting,
} from './conversation.ts';

/** The names that are asked for: with a dot the name as it is, then as any program would. */
function queriesOf(name: string, { searches }: Resolver): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  return name.includes('.') || searches.length === 0 ? [name] : searches.map((domain) => `${name}.${domain}`);
}

/**
 * Addresses of a name, in busybox' format.
 * @source busybox 1.35 networking/nslookup.c
 * @divergence It succeeds when the name is found in one of the search domains, and tries these for a name with dots, too: busybox 1.28
 * and the BIND tool do so, busybox 1.29 to 1.37 do not.
 */
export const nslookup: Program = (call) => {
  const { operands } = readOptions(call.args.filter((arg) => !/^-(type|querytype|debug|timeout|retry)/.test(arg)));
  const [name, server = resolverOf(call).server] = operands;
  if (name === undefined) {
    complain(call, 'no host name');
    return 1;
  }
  const conversation = converse(call);
  if (isNew(conversation)) out(call, `Server:\t\t${server ?? ''}\nAddress:\t${server ?? ''}:53\n\n`);
  const found = isAddress(name) ? reverse(conversation, name) : lookUp(conversation, name);
  if (typeof found !== 'boolean') return found.waiting;
  return found ? 0 : 1;
};

interface Answer {
  readonly name: string;
  readonly addresses: readonly string[];
}

function lookUp(conversation: Conversation, name: string): boolean | Waiting {
  const { call } = conversation;
  const resolver = resolverOf(call);
  const answers = askEach(conversation, queriesOf(name, resolver));
  if (isWaiting(answers)) return answers;
  if (answers.some(isFound)) return print(call, answers);
  const others = name.includes('.') ? resolver.searches.map((domain) => `${name}.${domain}`) : [];
  const further = askEach(conversation, others);
  if (isWaiting(further)) return further;
  const found = further.filter(isFound);
  return print(call, found.length > 0 ? found : answers);
}

const isFound = ({ addresses }: Answer): boolean => addresses.length > 0;

/** No answers: the server is not to be reached. */
function askEach(conversation: Conversation, names: readonly string[]): readonly Answer[] | Waiting {
  const answers: Answer[] = [];
  for (const name of names) {
    const reply = ask(conversation, { kind: 'lookup', names: [name] }, { seconds: DNS_SECONDS });
    if (isWaiting(reply)) return reply;
    if (reply.kind === 'silence' || reply.kind === 'nowhere') return [];
    answers.push({ name, addresses: reply.kind === 'addresses' ? reply.addresses : [] });
  }
  return answers;
}

/** The second round is for addresses of version 6, which nobody has. */
function print(call: ProgramCall, answers: readonly Answer[]): boolean {
  if (answers.length === 0) out(call, ';; connection timed out; no servers could be reached\n\n');
  out(call, answers.map((answer) => `${answerText(answer)}\n`).join(''));
  out(call, answers.map((answer) => (isFound(answer) ? '\n' : `${answerText(answer)}\n`)).join(''));
  return answers.some(isFound);
}

const NXDOMAIN = (name: string): string => `** server can't find ${name}: NXDOMAIN\n`;

const answerText = ({ name, addresses }: Answer): string =>
  addresses.length === 0
    ? NXDOMAIN(name)
    : addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('');

function reverse(conversation: Conversation, address: string): boolean | Waiting {
  const name = `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
  const reply = ask(conversation, { kind: 'reverse', address }, { seconds: DNS_SECONDS });
  if (isWaiting(reply)) return reply;
  const isFound = reply.kind === 'addresses';
  out(conversation.call, isFound ? `${name}\tname = ${reply.name}\n\n` : `${NXDOMAIN(name)}\n`);
  return isFound;
}

const NOT_FOUND = 2;
const COLUMN = 16;

/** `getent hosts <name>` */
export const getent: Program = (call) => {
  const [database, name] = call.args;
  if ((database !== 'hosts' && database !== 'ahosts') || name === undefined) {
    complain(call, `Unknown database: ${database ?? ''}`);
    return 1;
  }
  const found = resolve(converse(call), name);
  if (isWaiting(found)) return found.waiting;
  if (found.address === undefined) return NOT_FOUND;
  out(call, `${found.address.padEnd(COLUMN)}${found.name}\n`);
  return 0;
};
