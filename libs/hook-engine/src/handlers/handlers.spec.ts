/** The hook handlers: what they do and how they judge. */
import { describe, expect, it } from '@jest/globals';
import type { Call, Outcome } from '#runtime';
import { exec } from './exec.ts';
import type { HookAct, HookResult, HookTarget } from './handler.ts';
import { httpGet } from './http-get.ts';
import { defaultHookHandlers, hookHandlers } from './index.ts';
import { sleep as sleepHandler } from './sleep.ts';
import { tcpSocket } from './tcp-socket.ts';

const target: HookTarget = {
  container: 'app',
  podText: 'web_default(uid-web)',
  podIP: '10.64.0.2',
  namedPorts: { web: 8080 },
};
const ABOUT = 'for Container "app" in Pod "web_default(uid-web)" failed - error:';
const failed = (message: string): HookResult => ({ kind: 'failed', message });
const call = (one: Call): HookAct => ({ kind: 'call', call: one });

describe('an exec hook', () => {
  const part = { command: ['sh', '-c', 'drain'] };

  it('runs its command in the container', () => {
    expect(exec.act(part, target)).toEqual(call({ kind: 'exec', command: ['sh', '-c', 'drain'] }));
    expect(exec.act({}, target)).toEqual(call({ kind: 'exec', command: [] }));
  });

  it.each<[string, Outcome, HookResult]>([
    ['succeeds with exit code 0', { kind: 'exited', code: 0, stdout: 'x', stderr: '' }, { kind: 'ok' }],
    [
      '#165 fails with any other, telling command, code and output',
      { kind: 'exited', code: 3, stdout: 'out\n', stderr: 'err' },
      failed(
        `Exec lifecycle hook ([sh -c drain]) ${ABOUT} command 'sh -c drain' exited with 3: err, message: "out\\nerr"`,
      ),
    ],
    [
      'fails when the command cannot be run',
      { kind: 'error', message: 'no such file' },
      failed(`Exec lifecycle hook ([sh -c drain]) ${ABOUT} no such file, message: ""`),
    ],
  ])('%s', (_situation, outcome, result) => {
    expect(exec.judge(part, outcome, target)).toEqual(result);
  });
});

describe('an httpGet hook', () => {
  it.each<[string, Parameters<typeof httpGet.act>[0], HookAct]>([
    ['the pod', { port: 80 }, call({ kind: 'http', host: '10.64.0.2', port: 80, path: '/' })],
    [
      'a port by its name',
      { port: 'web', path: '/stop' },
      call({ kind: 'http', host: '10.64.0.2', port: 8080, path: '/stop' }),
    ],
    ['another host', { port: 80, host: 'db.example' }, call({ kind: 'http', host: 'db.example', port: 80, path: '/' })],
    [
      'no port that the container does not name',
      { port: 'admin' },
      { kind: 'invalid', message: 'couldn\'t find port: "admin"' },
    ],
  ])('asks %s', (_what, part, act) => {
    expect(httpGet.act(part, target)).toEqual(act);
  });

  it.each<[string, Outcome, HookResult]>([
    ['succeeds with 200', { kind: 'response', status: 200, body: '', location: '' }, { kind: 'ok' }],
    [
      '#165 succeeds with 500: any answer will do',
      { kind: 'response', status: 500, body: '', location: '' },
      { kind: 'ok' },
    ],
    [
      '#165 fails when it is refused',
      { kind: 'refused' },
      failed(
        `HTTP lifecycle hook (/stop) ${ABOUT} Get "http://10.64.0.2:8080/stop": dial tcp 10.64.0.2:8080: connect: connection refused`,
      ),
    ],
    [
      'fails when the connection is closed',
      { kind: 'closed' },
      failed(`HTTP lifecycle hook (/stop) ${ABOUT} Get "http://10.64.0.2:8080/stop": EOF`),
    ],
  ])('%s', (_situation, outcome, result) => {
    expect(httpGet.judge({ port: 'web', path: '/stop' }, outcome, target)).toEqual(result);
  });
});

describe('a sleep hook', () => {
  it('waits so many seconds and cannot fail', () => {
    expect(sleepHandler.act({ seconds: 5 }, target)).toEqual({ kind: 'wait', seconds: 5 });
    expect(sleepHandler.act({ seconds: 0 }, target)).toEqual({ kind: 'wait', seconds: 0 });
    expect(sleepHandler.judge({ seconds: 5 }, { kind: 'refused' }, target)).toEqual({ kind: 'ok' });
  });
});

describe('a tcpSocket hook', () => {
  it('cannot be run', () => {
    expect(tcpSocket.act({ port: 80 }, target)).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('Cannot run handler: invalid handler'),
    });
    expect(tcpSocket.judge({ port: 80 }, { kind: 'connected' }, target)).toEqual({ kind: 'ok' });
  });
});

describe('each handler', () => {
  it('owns its own field of a hook', () => {
    const hook = { exec: { command: ['a'] }, httpGet: { port: 1 }, tcpSocket: { port: 2 }, sleep: { seconds: 3 } };
    expect(defaultHookHandlers.map((handler) => handler.select(hook))).toEqual(Object.values(hook));
    expect(defaultHookHandlers.map((handler) => handler.select({}))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(Object.keys(hookHandlers)).toEqual(['exec', 'httpGet', 'tcpSocket', 'sleep']);
  });
});
