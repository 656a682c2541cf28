/** Programs of the network against a network that answers from a table. */
import { describe, expect, it } from '@jest/globals';
import { newMachine, startOf } from '../../../test/trial.ts';
import { putNode } from '../../machine/mounts.ts';
import { capturesOf, runMachine, startProcess, takeExit, textOfCapture } from '../../machine/machine.ts';
import type { Dialect } from '../../machine/machine-state.ts';
import { giveReply, takeRequests } from '../../machine/network.ts';
import type { NetworkReply, NetworkRequest } from '../../machine/network-talk.ts';
import { candidates, hostsEntry, isAddress } from './conversation.ts';
import { readCurlOptions } from './curl-options.ts';
import { parseUrl, redirected, statusLine } from './url.ts';
import { readWgetOptions } from './wget-options.ts';

type Network = (request: NetworkRequest) => NetworkReply | undefined;

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
  readonly took: number;
}

const resolver = 'search default.svc.cluster.local svc.cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n';

/** Runs a script; the network answers at once, or never. */
function run(text: string, network: Network, dialect: Dialect = 'ash'): Answer {
  const machine = newMachine(dialect);
  putNode(machine.files, '/etc/resolv.conf', { kind: 'file', text: resolver, mode: 0o644, at: 0 });
  startProcess(machine, startOf(['/init'], 'log'));
  const pid = startProcess(machine, startOf(['sh', '-c', text]));
  const { stdout, stderr } = capturesOf(machine, pid);
  let now = 0;
  for (let count = 0; count < 500 && !machine.processes.get(pid)?.exit; count++) {
    runMachine(machine, now);
    const replied = takeRequests(machine).filter(({ pid: from, ticket, request }) => {
      const reply = network(request);
      if (reply) giveReply(machine, from, { ticket, reply });
      return reply !== undefined && reply.kind !== 'nowhere';
    });
    const after = replied.length > 0 ? now : runMachine(machine, now);
    now = after ?? now;
  }
  return {
    stdout: textOfCapture(stdout),
    stderr: textOfCapture(stderr),
    code: takeExit(machine, pid)?.code,
    took: now,
  };
}

const found: NetworkReply = { kind: 'addresses', name: 'web.default.svc.cluster.local', addresses: ['10.96.7.7'] };
const page = (status: number, location = ''): NetworkReply => ({ kind: 'response', status, body: 'hello\n', location });

/** Knows `web` and answers every request so. */
const answering =
  (reply: NetworkReply | undefined): Network =>
  (request) =>
    request.kind !== 'lookup'
      ? reply
      : request.names.some((name) => name.startsWith('web'))
        ? found
        : { kind: 'unknown-name' };

describe('wget', () => {
  it.each<[string, NetworkReply | undefined, Dialect, string, number]>([
    ['wget -qO- http://web', page(200), 'ash', 'hello\n', 0],
    ['wget -qO- http://web', page(404), 'ash', 'wget: server returned error: HTTP/1.1 404 Not Found\n', 1],
    ['wget -qO- http://web', page(404), 'dash', '', 8],
    ['wget -qO- http://nope', page(200), 'dash', '', 4],
    ['wget http://nope', page(200), 'dash', 'wget: unable to resolve host address ‘nope’\n', 4],
    [
      'wget -O- http://web',
      { kind: 'refused' },
      'dash',
      'Connecting to web|10.96.7.7|:80... failed: Connection refused.\n',
      4,
    ],
    ['wget -qO- http://web', { kind: 'closed' }, 'ash', 'wget: error getting response\n', 1],
    ['wget -q -T 3 -O- http://web', undefined, 'ash', 'wget: download timed out\n', 1],
    [
      'wget -qO- http://web',
      { kind: 'nowhere' },
      'ash',
      "wget: can't connect to remote host (10.96.7.7): Connection timed out\n",
      1,
    ],
    ['wget -qO- http://web', page(302, '/'), 'ash', 'wget: too many redirections\n', 1],
    ['wget', undefined, 'ash', 'wget: missing URL\n', 1],
    ['wget ftp://web', undefined, 'ash', 'wget: not an http or ftp url: ftp://web\n', 1],
    ['wget -q --spider http://web/x', page(200), 'ash', '', 0],
    ['wget -qSO /dev/null http://web/x', page(200), 'ash', '  HTTP/1.1 200 OK\n  Content-Length: 6\n  \n', 0],
    ['wget -q -P /no http://web/x', page(200), 'ash', "wget: can't open 'x': No such file or directory\n", 1],
  ])('%s, answered %j, in %s', (text, reply, dialect, said, code) => {
    const answer = run(text, answering(reply), dialect);
    expect([answer.stdout + answer.stderr, answer.code]).toEqual([said, code]);
  });

  it('shows how far it is', () => {
    expect(run('cd /tmp; wget http://web:8080/x', answering(page(200))).stderr).toBe(
      [
        'Connecting to web:8080 (10.96.7.7:8080)',
        "saving to 'x'",
        'x                    100% |********************************|     6  0:00:00 ETA',
        "'x' saved",
        '',
      ].join('\n'),
    );
  });

  it('waits as long as it is told, or as long as the system does', () => {
    expect(run('wget -T 3 -qO- http://web', answering(undefined)).took).toBe(3000);
    expect(run('wget -qO- http://web', answering({ kind: 'nowhere' })).took).toBe(127_000);
    expect(run('wget -qO- http://web', () => undefined).took).toBe(10_000);
  });
});

describe('curl', () => {
  it.each<[string, NetworkReply | undefined, string, number]>([
    ['curl -s web', page(200), 'hello\n', 0],
    ['curl -si web', page(200), 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n', 0],
    ['curl -sf web', page(503), '', 22],
    ['curl -fsS web', page(503), 'curl: (22) The requested URL returned error: 503\n', 22],
    ['curl -sS web', { kind: 'closed' }, 'curl: (52) Empty reply from server\n', 52],
    [
      'curl -sSm 2 web',
      undefined,
      'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received\n',
      28,
    ],
    ['curl -sSL web', page(301, '/'), 'curl: (47) Maximum (50) redirects followed\n', 47],
    ['curl -s web', page(301, '/'), 'hello\n', 0],
    ['curl -sS -o /no/x web', page(200), 'curl: (23) Failed writing body (0 != 6)\n', 23],
    ["curl -so /dev/null -w '%{http_code} %{size_download}\\n' web", page(404), '404 6\n', 0],
    ['curl', undefined, "curl: (2) no URL specified\ntry 'curl --help' or 'curl --manual' for more information\n", 2],
    [
      'curl --nope web',
      undefined,
      "curl: option --nope: is unknown\ntry 'curl --help' or 'curl --manual' for more information\n",
      2,
    ],
    ['curl -sS ftp://web', undefined, 'curl: (3) URL using bad/illegal format or missing URL\n', 3],
  ])('%s, answered %j', (text, reply, said, code) => {
    const answer = run(text, answering(reply));
    expect([answer.stdout + answer.stderr, answer.code]).toEqual([said, code]);
  });

  it('tries again where that may help', () => {
    let count = 0;
    const network: Network = (request) => (request.kind === 'lookup' ? found : page(++count < 3 ? 503 : 200));
    const answer = run('curl -s --retry 5 web', network);
    expect([answer.stdout, answer.code, answer.took, count]).toEqual(['hello\n', 0, 3000, 3]);
  });

  it('shows a meter and what it says and hears', () => {
    const { stderr } = run('curl -v web', answering(page(200)));
    expect(stderr).toContain('  % Total    % Received % Xferd');
    expect(stderr).toContain('*   Trying 10.96.7.7:80...\n');
    expect(stderr).toContain('< HTTP/1.1 200 OK\n');
  });
});

describe('other programs', () => {
  it.each<[string, NetworkReply | undefined, string, number]>([
    ['nc -z web 80', { kind: 'connected' }, '', 0],
    ['nc -zv web 80', { kind: 'connected' }, 'web (10.96.7.7:80) open\n', 0],
    ['nc -w 1 web 80', { kind: 'nowhere' }, "nc: can't connect to remote host (10.96.7.7): Connection timed out\n", 1],
    ['nc nope 80', undefined, "nc: bad address 'nope'\n", 1],
    ['nc web', undefined, 'nc: no port\n', 1],
    ['nc web x', undefined, "nc: bad port 'x'\n", 1],
    ['nc -l -p 80', undefined, 'nc: not available: processes of the simulation do not listen\n', 1],
    ['echo hi | nc web 80', { kind: 'connected' }, '', 0],
    [
      'ping -c 1 -W 1 web',
      undefined,
      'PING web (10.96.7.7): 56 data bytes\n\n--- web ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss\n',
      1,
    ],
    ['ping nope', undefined, "ping: bad address 'nope'\n", 1],
    ['ping', undefined, 'ping: missing operand\n', 1],
    ['getent hosts web', undefined, '10.96.7.7       web.default.svc.cluster.local\n', 0],
    ['getent hosts localhost', undefined, '127.0.0.1       localhost\n', 0],
    ['getent hosts nope', undefined, '', 2],
    ['getent passwd x', undefined, 'getent: Unknown database: passwd\n', 1],
    ['nslookup', undefined, 'nslookup: no host name\n', 1],
  ])('%s, answered %j', (text, reply, said, code) => {
    const answer = run(text, answering(reply));
    expect([answer.stdout + answer.stderr, answer.code]).toEqual([said, code]);
  });

  it('nslookup asks in every domain, and twice', () => {
    const { stdout, code } = run('nslookup none', answering(undefined));
    const lines = ['none.default.svc.cluster.local', 'none.svc.cluster.local'].map(
      (name) => `** server can't find ${name}: NXDOMAIN\n\n`,
    );
    expect([stdout, code]).toEqual([
      `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n${lines.join('')}${lines.join('')}`,
      1,
    ]);
    expect(run('nslookup web. 9.9.9.9', () => undefined).stdout).toContain(';; connection timed out');
  });

  it('ping goes on for ever, a packet a second, and stays small', () => {
    const { stdout, code } = run('ping web', answering({ kind: 'connected' }));
    expect([stdout.split('\n').length > 100, code]).toEqual([true, undefined]);
  });
});

describe('the pieces', () => {
  it('names are tried in the order that the resolver says', () => {
    const facts = { server: '1.1.1.1', searches: ['a', 'b.c'], ndots: 2 };
    expect(candidates('x.y', facts)).toEqual(['x.y.a', 'x.y.b.c', 'x.y']);
    expect(candidates('x.y.z', facts)).toEqual(['x.y.z', 'x.y.z.a', 'x.y.z.b.c']);
    expect(candidates('x.y.z.', facts)).toEqual(['x.y.z']);
    expect(['10.0.0.1', '10.0.0', 'a.b.c.d'].map(isAddress)).toEqual([true, false, false]);
  });

  it('hosts have several names', () => {
    const machine = newMachine();
    const text = '# hosts\n10.1.2.3\tfoo foo.local # mine\n::1 six\n';
    putNode(machine.files, '/etc/hosts', { kind: 'file', text, mode: 0o644, at: 0 });
    const call = { machine } as Parameters<typeof hostsEntry>[0]; // all that it looks at
    expect(['foo', 'foo.local', 'six', 'mine', 'localhost'].map((name) => hostsEntry(call, name))).toEqual([
      '10.1.2.3',
      '10.1.2.3',
      undefined,
      undefined,
      '127.0.0.1',
    ]);
  });

  it('URLs have parts', () => {
    expect(parseUrl('https://user@web:8443/a?b#c')).toEqual({
      host: 'web',
      port: 8443,
      portText: ':8443',
      path: '/a?b',
      isSecure: true,
    });
    expect(parseUrl('web?x')).toMatchObject({ host: 'web', port: 80, path: '/?x' });
    const from = parseUrl('http://web/a');
    if (!from) throw new Error('no URL');
    expect(
      [redirected(from, 'b'), redirected(from, 'https://other/')].map((url) => url?.host + (url?.path ?? '')),
    ).toEqual(['web/b', 'other/']);
    expect([statusLine(404), statusLine(299)]).toEqual(['HTTP/1.1 404 Not Found', 'HTTP/1.1 299']);
  });

  it('options are read in all their forms', () => {
    expect(readWgetOptions(['-qO', 'x', '-T5', '--spider', '--header', 'A: b', '--timeout=7', 'url'])).toMatchObject({
      url: 'url',
      isQuiet: true,
      file: 'x',
      isTrial: true,
      seconds: 7,
    });
    expect(
      readCurlOptions(['-sSfLo', 'x', '--max-time', '3', '-H', 'A: b', '-d', '{}', 'url', '-w%{http_code}']),
    ).toMatchObject({
      urls: ['url'],
      isSilent: true,
      showsErrors: true,
      failsOnErrors: true,
      follows: true,
      file: 'x',
      seconds: 3,
      method: 'POST',
      format: '%{http_code}',
      unknown: undefined,
    });
  });
});
