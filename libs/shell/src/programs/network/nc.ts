/** `nc`: is there somebody at a port, and what does it say? */
import { complain, eachText, out, readOptions, type Program, type ProgramCall } from '../program.ts';
import { ask, converse, isNew, isWaiting, resolve, tell, type Conversation } from './conversation.ts';
import { headLines } from './url.ts';

/** @source busybox 1.35 networking/nc.c, nc_bloaty.c */
export const nc: Program = (call) => {
  const { options, operands } = readOptions(call.args, 'wpise');
  if (options.has('l')) {
    complain(call, 'not available: processes of the simulation do not listen');
    return 1;
  }
  const [name = '', port = ''] = operands;
  if (!/^\d+$/.test(port)) {
    complain(call, port === '' ? 'no port' : `bad port '${port}'`);
    return 1;
  }
  const conversation = converse(call);
  const found = resolve(conversation, name);
  if (isWaiting(found)) return found.waiting;
  if (found.address === undefined) {
    complain(call, `bad address '${name}'`);
    return 1;
  }
  const seconds = options.has('w') ? Number(options.get('w')) : undefined;
  return connect(conversation, {
    name,
    address: found.address,
    port: Number(port),
    seconds,
    isTrial: options.has('z'),
    isTalkative: options.has('v'),
  });
};

interface Connecting {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly seconds: number | undefined;
  readonly isTrial: boolean;
  readonly isTalkative: boolean;
}

function connect(conversation: Conversation, to: Connecting): ReturnType<Program> {
  const { call } = conversation;
  const { name, address, port, seconds, isTrial, isTalkative } = to;
  const patience = { seconds, connectSeconds: seconds };
  const connected = ask(conversation, { kind: 'tcp', address, port }, patience);
  if (isWaiting(connected)) return connected.waiting;
  if (connected.kind !== 'connected') {
    const why = connected.kind === 'refused' ? 'Connection refused' : 'Connection timed out';
    if (isTalkative) complain(call, `${name} (${address}:${port}): ${why}`);
    else if (!isTrial) complain(call, `can't connect to remote host (${address}): ${why}`);
    return 1;
  }
  if (isTalkative && isNew(conversation) && call.memory.text === '') tell(call, `${name} (${address}:${port}) open\n`);
  return isTrial ? 0 : talk(conversation, to);
}

/** What comes in is sent; who asks as a browser does is answered so. */
function talk(conversation: Conversation, { address, port, seconds }: Connecting): ReturnType<Program> {
  const { call } = conversation;
  const waiting = eachText(call, [], (text) => (call.memory.text += text));
  if (waiting !== undefined) return waiting;
  const [, path] = /^[A-Z]+ (\S+)/.exec(call.memory.text) ?? [];
  if (path === undefined) return 0;
  const reply = ask(conversation, { kind: 'http', address, port, path, userAgent: '' }, { seconds });
  if (isWaiting(reply)) return reply.waiting;
  return reply.kind === 'response' ? print(call, reply) : 0;
}

function print(call: ProgramCall, reply: { status: number; body: string; location: string }): number {
  out(call, `${headLines(reply).join('\r\n')}\r\n\r\n${reply.body}`);
  return 0;
}
