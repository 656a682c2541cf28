/** `wget`: one file from the web, in busybox' words or in GNU's. */
import { baseOf, resolvePath, writeFile } from '../../machine/files.ts';
import { nodeAt } from '../../machine/mounts.ts';
import type { NetworkReply } from '../../machine/network-talk.ts';
import { complain, out, type Program, type ProgramCall } from '../program.ts';
import { ask, converse, isNew, isWaiting, resolve, tell, type Conversation, type Waiting } from './conversation.ts';
import { headLines, parseUrl, redirected, statusLine, type Url } from './url.ts';
import { readWgetOptions, type WgetOptions } from './wget-options.ts';

const REDIRECTIONS_MAX = 5;
const READ_SECONDS = 900;

type Response = Extract<NetworkReply, { kind: 'response' }>;

/** A response, or the exit code of a failure that has been told. */
type Fetched = Response | number;

/** @source busybox 1.35 networking/wget.c; GNU wget 1.21 for its exit codes */
export const wget: Program = (call) => {
  const options = readWgetOptions(call.args);
  const url = parseUrl(options.url ?? '');
  if (!url) {
    complain(call, options.url === undefined ? 'missing URL' : `not an http or ftp url: ${options.url}`);
    return 1;
  }
  const conversation = converse(call);
  let target = url;
  for (let count = 0; count <= REDIRECTIONS_MAX; count++) {
    const fetched = fetch(conversation, options, target);
    if (typeof fetched === 'number') return fetched;
    if (isWaiting(fetched)) return fetched.waiting;
    const next = isRedirection(fetched) ? redirected(target, fetched.location) : undefined;
    if (!next) return fetched.status >= 400 ? refused(call, options, fetched) : save(call, options, { url, fetched });
    target = next;
  }
  complain(call, 'too many redirections');
  return 1;
};

export const isRedirection = ({ status, location }: { status: number; location: string }): boolean =>
  status >= 300 && status < 400 && location !== '';

function fetch(conversation: Conversation, options: WgetOptions, url: Url): Fetched | Waiting {
  const { call } = conversation;
  const { host, port, portText, path } = url;
  const found = resolve(conversation, host);
  if (isWaiting(found)) return found;
  if (found.address === undefined) return unknownHost(call, options, host);
  const { address } = found;
  if (!options.isQuiet && isNew(conversation) && call.machine.dialect === 'ash')
    tell(call, `Connecting to ${host}${portText} (${address}:${port})\n`);
  const seconds = options.seconds ?? READ_SECONDS;
  const request = { kind: 'http', address, port, path, userAgent: 'Wget' } as const;
  const reply = ask(conversation, request, { seconds, connectSeconds: options.seconds });
  if (isWaiting(reply) || reply.kind === 'response') return reply;
  return failed(call, options, { url, address, reply });
}

/** GNU's exit code for the network, and for an answer that is an error. */
const NETWORK = 4;
const SERVER = 8;

function unknownHost(call: ProgramCall, { isQuiet }: WgetOptions, host: string): number {
  if (call.machine.dialect === 'ash') {
    complain(call, `bad address '${host}'`);
    return 1;
  }
  if (!isQuiet) complain(call, `unable to resolve host address ‘${host}’`);
  return NETWORK;
}

interface Failure {
  readonly url: Url;
  readonly address: string;
  readonly reply: NetworkReply;
}

function failed(call: ProgramCall, { isQuiet, seconds }: WgetOptions, { url, address, reply }: Failure): number {
  const why = reply.kind === 'refused' ? 'Connection refused' : 'Connection timed out';
  if (call.machine.dialect === 'dash') {
    if (!isQuiet) tell(call, `Connecting to ${url.host}|${address}|:${url.port}... failed: ${why}.\n`);
    return NETWORK;
  }
  if (reply.kind === 'closed') complain(call, 'error getting response');
  else if (reply.kind === 'silence' || (reply.kind === 'nowhere' && seconds !== undefined))
    complain(call, 'download timed out');
  else complain(call, `can't connect to remote host (${address}): ${why}`);
  return 1;
}

function refused(call: ProgramCall, options: WgetOptions, { status }: Response): number {
  if (call.machine.dialect === 'ash') {
    complain(call, `server returned error: ${statusLine(status)}`);
    return 1;
  }
  if (!options.isQuiet) tell(call, `ERROR ${status}: ${statusLine(status).split(' ').slice(2).join(' ')}.\n`);
  return SERVER;
}

function save(
  call: ProgramCall,
  options: WgetOptions,
  { url, fetched }: { readonly url: Url; readonly fetched: Response },
): number {
  const { isQuiet } = options;
  if (options.showsHead)
    tell(
      call,
      headLines(fetched)
        .map((line) => `  ${line}\n`)
        .join('') + '  \n',
    );
  if (options.isTrial) {
    if (!isQuiet) tell(call, 'remote file exists\n');
    return 0;
  }
  const file = options.file ?? (baseOf(url.path.split('?', 1)[0] ?? '') || 'index.html');
  const error = put(call, options, { file, text: fetched.body });
  if (error !== undefined) {
    complain(call, `can't open '${file}': ${error}`);
    return 1;
  }
  if (!isQuiet) tell(call, savedText(file, fetched.body.length));
  return 0;
}

const NAME_WIDTH = 20;

const savedText = (file: string, size: number): string => {
  const bar = `${file.padEnd(NAME_WIDTH)} 100% |${'*'.repeat(32)}| ${String(size).padStart(5)}  0:00:00 ETA\n`;
  return file === '-' ? `writing to stdout\n${bar}written to stdout\n` : `saving to '${file}'\n${bar}'${file}' saved\n`;
};

/** A name that was not asked for is not written over. */
function put(
  call: ProgramCall,
  { file: wanted, folder }: WgetOptions,
  { file, text }: { readonly file: string; readonly text: string },
): string | undefined {
  if (file === '-') {
    out(call, text);
    return undefined;
  }
  const { machine, process } = call;
  const path = resolvePath(process.cwd, folder === undefined ? file : `${folder}/${file}`);
  if (wanted === undefined && nodeAt(machine.files, path)) return 'File exists';
  return writeFile(machine.files, path, text, machine.now);
}
