/** Addresses of the web, and the words of its statuses. */

export interface Url {
  readonly host: string;
  readonly port: number;
  /** The port as it was written: `:8080` or nothing. */
  readonly portText: string;
  readonly path: string;
  readonly isSecure: boolean;
}

/** The parts of a URL; without a scheme it is http. Absent: it is none. */
export function parseUrl(text: string): Url | undefined {
  const [, scheme = 'http', authority = '', rest = ''] = /^(?:(\w+):\/\/)?([^/?#]*)([^#]*)/.exec(text) ?? [];
  const [, host = '', port] = /^(?:[^@]*@)?(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  if (host === '' || !/^https?$/i.test(scheme)) return undefined;
  const isSecure = scheme.toLowerCase() === 'https';
  return {
    host,
    port: port === undefined ? (isSecure ? 443 : 80) : Number(port),
    portText: port === undefined ? '' : `:${port}`,
    path: rest === '' ? '/' : rest.startsWith('/') ? rest : `/${rest}`,
    isSecure,
  };
}

/** Where a redirection leads, seen from a URL. */
export function redirected(from: Url, location: string): Url | undefined {
  if (/^\w+:\/\//.test(location)) return parseUrl(location);
  return { ...from, path: location.startsWith('/') ? location : `/${location}` };
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** `HTTP/1.1 404 Not Found` */
export const statusLine = (status: number): string => `HTTP/1.1 ${status} ${phrases[status] ?? ''}`.trimEnd();

/** The head of an answer, line by line. */
export const headLines = ({ status, body, location }: { status: number; body: string; location: string }): string[] => [
  statusLine(status),
  `Content-Length: ${body.length}`,
  ...(location === '' ? [] : [`Location: ${location}`]),
];
