/** `ping`: a packet a second. */
import { complain, out, readOptions, type Program, type ProgramCall } from '../program.ts';
import { ask, converse, isNew, isWaiting, resolve, type Conversation } from './conversation.ts';

const INTERVAL_MS = 1000;
const WAIT_SECONDS = 10;

/** @source busybox 1.35 networking/ping.c */
export const ping: Program = (call) => {
  const { options, operands } = readOptions(call.args, 'cWwisIt');
  const [name] = operands;
  if (name === undefined) {
    complain(call, 'missing operand');
    return 1;
  }
  const conversation = converse(call);
  const found = resolve(conversation, name);
  if (isWaiting(found)) return found.waiting;
  if (found.address === undefined) {
    complain(call, `bad address '${name}'`);
    return 1;
  }
  if (isNew(conversation) && call.memory.count === 0) out(call, `PING ${name} (${found.address}): 56 data bytes\n`);
  const wanted = Number(options.get('c') ?? Infinity);
  return exchange(conversation, {
    name,
    address: found.address,
    wanted,
    seconds: Number(options.get('W') ?? WAIT_SECONDS),
    isQuiet: options.has('q'),
  });
};

interface Pinging {
  readonly name: string;
  readonly address: string;
  readonly wanted: number;
  readonly seconds: number;
  readonly isQuiet: boolean;
}

/** `memory.step` is 1 between a reply and the next packet, `memory.count` the packets that were sent, `failed` those that were lost. */
function exchange(conversation: Conversation, pinging: Pinging): ReturnType<Program> {
  const { call, talk } = conversation;
  const { memory, machine } = call;
  const { address, wanted, seconds, isQuiet } = pinging;
  if (memory.step === 1) {
    memory.step = 0;
    talk.replies.pop(); // only the last reply counts, so that a ping without end stays small
  }
  const reply = ask(conversation, { kind: 'ping', address }, { seconds, connectSeconds: seconds });
  if (isWaiting(reply)) return reply.waiting;
  memory.count++;
  if (reply.kind !== 'connected') memory.failed++;
  else if (!isQuiet) out(call, `64 bytes from ${address}: seq=${memory.count - 1} ttl=62 time=1.000 ms\n`);
  if (memory.count >= wanted) return finish(call, pinging);
  memory.step = 1;
  return { kind: 'until', at: machine.now + INTERVAL_MS };
}

function finish(call: ProgramCall, { name }: Pinging): number {
  const { count, failed } = call.memory;
  const received = count - failed;
  out(call, `\n--- ${name} ping statistics ---\n`);
  out(
    call,
    `${count} packets transmitted, ${received} packets received, ${Math.floor((failed * 100) / count)}% packet loss\n`,
  );
  if (received > 0) out(call, 'round-trip min/avg/max = 1.000/1.000/1.000 ms\n');
  return received > 0 ? 0 : 1;
}
