/** `curl`: an answer from the web. */
import { resolvePath, writeFile } from '../../machine/files.ts';
import type { NetworkReply } from '../../machine/network-talk.ts';
import { unescape } from '../escapes.ts';
import { complain, out, type Program, type ProgramCall } from '../program.ts';
import { ask, converse, isNew, isWaiting, resolve, tell, type Conversation, type Waiting } from './conversation.ts';
import { readCurlOptions, type CurlOptions } from './curl-options.ts';
import { headLines, parseUrl, redirected, type Url } from './url.ts';
import { isRedirection } from './wget.ts';

const AGENT = 'curl/8.14.1';
const REDIRECTIONS_MAX = 50;

type Response = Extract<NetworkReply, { kind: 'response' }>;

interface Failure {
  readonly code: number;
  readonly message: string;
}

type Fetched = Response | Failure;

const isFailure = (fetched: Fetched): fetched is Failure => 'code' in fetched;

/** @source curl 8: its man page's exit codes, and its messages */
export const curl: Program = (call) => {
  const options = readCurlOptions(call.args);
  const [text] = options.urls;
  if (options.unknown !== undefined || text === undefined) return usage(call, options);
  const url = parseUrl(text);
  if (!url) return end(call, options, { code: 3, message: 'URL using bad/illegal format or missing URL' });
  const conversation = converse(call);
  if (isNew(conversation) && conversation.talk.replies.length === 0 && showsMeter(options)) tell(call, METER_HEAD);
  const fetched = fetchWithRetries(conversation, options, url);
  return isWaiting(fetched) ? fetched.waiting : end(call, options, fetched);
};

function usage(call: ProgramCall, { unknown }: CurlOptions): number {
  const hint = "try 'curl --help' or 'curl --manual' for more information";
  tell(
    call,
    unknown === undefined ? `curl: (2) no URL specified\n${hint}\n` : `curl: option ${unknown}: is unknown\n${hint}\n`,
  );
  return 2;
}

/** Between two tries it waits one second, then twice as long each time, unless it is told how long. */
function fetchWithRetries(conversation: Conversation, options: CurlOptions, url: Url): Fetched | Waiting {
  const { call } = conversation;
  for (let tries = 0; ; tries++) {
    const fetched = fetch(conversation, options, url);
    if (isWaiting(fetched) || tries >= options.retries || !isPassing(fetched, options)) return fetched;
    if (call.memory.step > tries) continue; // it has waited after this one
    call.memory.step = tries + 1;
    const seconds = options.retrySeconds || 2 ** tries;
    const why = isFailure(fetched) ? fetched.message : `HTTP error`;
    if (options.showsErrors)
      tell(
        call,
        `curl: (${isFailure(fetched) ? fetched.code : 22}) ${why}\nWarning: Problem: ${isFailure(fetched) ? 'timeout' : 'HTTP error'}. Will retry in ${seconds} second${seconds === 1 ? '' : 's'}.\n`,
      );
    return { waiting: { kind: 'until', at: call.machine.now + seconds * 1000 } };
  }
}

const passingStatuses = new Set([408, 429, 500, 502, 503, 504]);

/** What may be otherwise the next time. */
const isPassing = (fetched: Fetched, { retriesRefused }: CurlOptions): boolean =>
  isFailure(fetched)
    ? fetched.code === 28 || fetched.code === 6 || (retriesRefused && fetched.code === 7)
    : passingStatuses.has(fetched.status);

function fetch(conversation: Conversation, options: CurlOptions, url: Url): Fetched | Waiting {
  let target = url;
  for (let count = 0; count <= REDIRECTIONS_MAX; count++) {
    const fetched = fetchOne(conversation, options, target);
    if (isWaiting(fetched) || isFailure(fetched)) return fetched;
    const next = options.follows && isRedirection(fetched) ? redirected(target, fetched.location) : undefined;
    if (!next) return fetched;
    target = next;
  }
  return { code: 47, message: `Maximum (${REDIRECTIONS_MAX}) redirects followed` };
}

function fetchOne(conversation: Conversation, options: CurlOptions, url: Url): Fetched | Waiting {
  const { call } = conversation;
  const { host, port, path } = url;
  const found = resolve(conversation, host);
  if (isWaiting(found)) return found;
  if (found.address === undefined) return { code: 6, message: `Could not resolve host: ${host}` };
  const { address } = found;
  const isFirst = isNew(conversation);
  if (options.isTalkative && isFirst) tell(call, `*   Trying ${address}:${port}...\n`);
  const { seconds, connectSeconds } = options;
  const reply = ask(conversation, { kind: 'http', address, port, path, userAgent: AGENT }, { seconds, connectSeconds });
  if (isWaiting(reply)) return reply;
  return reply.kind === 'response' ? reply : failureOf(url, options, reply);
}

function failureOf({ host, port }: Url, { seconds, connectSeconds }: CurlOptions, { kind }: NetworkReply): Failure {
  const limit = Math.round(1000 * Math.min(seconds ?? Infinity, connectSeconds ?? Infinity));
  if (kind === 'closed') return { code: 52, message: 'Empty reply from server' };
  if (kind === 'silence')
    return {
      code: 28,
      message: `Operation timed out after ${Math.round(1000 * (seconds ?? 0))} milliseconds with 0 bytes received`,
    };
  if (kind === 'nowhere' && Number.isFinite(limit))
    return { code: 28, message: `Connection timed out after ${limit} milliseconds` };
  if (kind === 'nowhere')
    return {
      code: 28,
      message: `Failed to connect to ${host} port ${port} after 127000 ms: Couldn't connect to server`,
    };
  return { code: 7, message: `Failed to connect to ${host} port ${port} after 1 ms: Couldn't connect to server` };
}

const METER_HEAD =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n';
const NO_TIMES = '--:--:-- --:--:-- --:--:--';

/** The meter is shown where nobody looks at the output itself. */
const showsMeter = ({ isSilent }: CurlOptions): boolean => !isSilent;

const meterLine = (size: number): string => {
  const [part, amount] = size === 0 ? ['  0', '     0'] : ['100', String(size).padStart(6)];
  return `${part} ${amount}  ${part} ${amount}    0     0 ${String(size * 1000).padStart(6)}      0 ${NO_TIMES} ${String(size * 1000).padStart(5)}\n`;
};

/** Writes what came, what was asked for about it, and what was wrong. */
function end(call: ProgramCall, options: CurlOptions, fetched: Fetched): number {
  const size = isFailure(fetched) || options.isHead ? 0 : fetched.body.length;
  const isRefused = !isFailure(fetched) && options.failsOnErrors && fetched.status >= 400;
  const problem = isFailure(fetched)
    ? fetched
    : isRefused
      ? { code: 22, message: `The requested URL returned error: ${fetched.status}` }
      : (write(call, options, fetched) ?? undefined);
  if (showsMeter(options)) tell(call, meterLine(isRefused ? 0 : size));
  out(call, formatted(options.format, isFailure(fetched) ? 0 : fetched.status, size));
  if (problem && options.showsErrors) complain(call, `(${problem.code}) ${problem.message}`);
  return problem?.code ?? 0;
}

function write(call: ProgramCall, options: CurlOptions, fetched: Response): Failure | undefined {
  const head = options.showsHead || options.isTalkative ? headLines(fetched) : [];
  if (options.isTalkative) tell(call, head.map((line) => `< ${line}\n`).join('') + '< \n');
  const text = (options.showsHead ? `${head.join('\r\n')}\r\n\r\n` : '') + (options.isHead ? '' : fetched.body);
  const { file } = options;
  if (file === undefined || file === '-') {
    out(call, text);
    return undefined;
  }
  const { machine, process } = call;
  const error = writeFile(machine.files, resolvePath(process.cwd, file), text, machine.now);
  return error === undefined ? undefined : { code: 23, message: `Failed writing body (0 != ${text.length})` };
}

/** `%{http_code}`, `%{size_download}` and escapes. */
const formatted = (format: string, status: number, size: number): string =>
  unescape(
    format
      .replaceAll(/%\{(http_code|response_code)\}/g, String(status).padStart(3, '0'))
      .replaceAll('%{size_download}', String(size))
      .replaceAll(/%\{\w+\}/g, ''),
  ).text;
