/** An HTTP/1.1 conversation over forwarded bytes: requests are cut out of them, answers are written as bytes. */
import { STATUS_CODES } from 'node:http';
import type { HttpAnswer } from '#runtime';

export interface ForwardedRequest {
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly isLast: boolean;
}

/** Longest head of a request that is taken. */
const HEAD_MAX = 65_536;
const HEAD_END = '\r\n\r\n';

/** Takes bytes as they come, and gives back the requests that are complete. */
export class RequestReader {
  #rest: Buffer = Buffer.alloc(0);

  /** Throws a RangeError for what is no HTTP. */
  push(bytes: Buffer): ForwardedRequest[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const requests: ForwardedRequest[] = [];
    for (let request = this.#take(); request; request = this.#take()) requests.push(request);
    return requests;
  }

  #take(): ForwardedRequest | undefined {
    const end = this.#rest.indexOf(HEAD_END);
    if (end < 0 && this.#rest.length > HEAD_MAX) throw new RangeError('the head of the request is too long');
    if (end < 0) return undefined;
    const [line = '', ...lines] = this.#rest.toString('latin1', 0, end).split('\r\n');
    const headers = new Map(lines.map(headerOf));
    const after = end + HEAD_END.length + Number(headers.get('content-length') ?? 0);
    if (this.#rest.length < after) return undefined;
    this.#rest = this.#rest.subarray(after);
    const [, method = '', path = ''] = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [];
    if (method === '') throw new RangeError('not an HTTP request');
    const isLast = headers.get('connection')?.toLowerCase() === 'close' || line.endsWith('1.0');
    return { method, path, userAgent: headers.get('user-agent') ?? '', isLast };
  }
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

/** An answer as bytes. */
export function answerBytes({ status, body, location }: HttpAnswer, { method, isLast }: ForwardedRequest): Buffer {
  const content = Buffer.from(body, 'utf8');
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${content.length}`,
    ...(location === '' ? [] : [`Location: ${location}`]),
    ...(isLast ? ['Connection: close'] : []),
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}${HEAD_END}`, 'latin1'), method === 'HEAD' ? Buffer.alloc(0) : content]);
}
