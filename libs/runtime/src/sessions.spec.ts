/** Commands that run for somebody outside. */
import { describe, expect, it } from '@jest/globals';
import type { RunBehavior } from '#image-catalogue';
import { decodeState, encodeState } from '#kernel';
import { runningApp, runUntil } from '../test/trial.ts';
import { exitProcess } from './processes.ts';
import {
  closeSession,
  closeSessionInput,
  onSessionAnswered,
  openExec,
  openRequest,
  readSession,
  writeToSession,
  type ExecSession,
} from './sessions.ts';

const userLand = { argv: ['sh', '-c', 'sleep 9999'], dialect: 'ash' } as const;

function app(behavior: RunBehavior = { userLand }) {
  const { trial, ref } = runningApp(behavior);
  runUntil(trial, 0);
  const { host } = trial;
  let place = { stdout: 0, stderr: 0 };
  return {
    trial,
    host,
    ref,
    open: (command: readonly string[], options: Partial<ExecSession> = {}) =>
      openExec(host, { session: 's', ref, command, stdin: false, tty: false, ...options }),
    /** What it said since the last look, and how it ended. */
    read: () => {
      const view = readSession(host, 's', place);
      place = view?.place ?? place;
      return view && { out: view.stdout, err: view.stderr, end: view.end };
    },
  };
}
const ended = (code: number) => ({ kind: 'exited', code });

describe('a session', () => {
  it('says what its command says, and how it ended', () => {
    const { open, read } = app();
    open(['sh', '-c', 'echo out; echo err >&2; exit 3']);
    expect(read()).toEqual({ out: 'out\n', err: 'err\n', end: ended(3) });
    expect(read()).toEqual({ out: '', err: '', end: ended(3) });
  });

  it('goes on with time', () => {
    const { trial, open, read } = app();
    open(['sh', '-c', 'echo a; sleep 2; echo b']);
    expect(read()).toEqual({ out: 'a\n', err: '', end: null });
    runUntil(trial, 3);
    expect(read()).toEqual({ out: 'b\n', err: '', end: ended(0) });
  });

  it('passes on what it is told, until the input ends', () => {
    const { host, open, read } = app();
    open(['cat'], { stdin: true });
    writeToSession(host, 's', 'one\n');
    expect(read()).toEqual({ out: 'one\n', err: '', end: null });
    closeSessionInput(host, 's');
    expect(read()).toEqual({ out: '', err: '', end: ended(0) });
    writeToSession(host, 's', 'lost\n');
    closeSessionInput(host, 's');
  });

  it('without an input has none', () => {
    const { open, read } = app();
    open(['cat']);
    expect(read()).toMatchObject({ out: '', end: ended(0) });
    open(['cat'], { tty: true });
    expect(read()).toMatchObject({ end: ended(0) });
  });

  it('at a terminal is a conversation', () => {
    const { host, open, read } = app();
    open(['sh'], { stdin: true, tty: true });
    expect(read()).toMatchObject({ out: '/ # ' });
    writeToSession(host, 's', 'echo $((1 + 2)); nope\r');
    expect(read()?.out).toBe('echo $((1 + 2)); nope\r\n3\r\nsh: nope: not found\r\n/ # ');
    writeToSession(host, 's', 'exit 4\r');
    expect(read()).toMatchObject({ err: '', end: ended(4) });
  });

  it('survives being written down', () => {
    const { host, ref, open } = app();
    open(['sh'], { stdin: true, tty: true });
    const copy = { ...host, runtime: decodeState(encodeState(host.runtime)) as typeof host.runtime };
    writeToSession(copy, 's', 'echo hi\r');
    expect(readSession(copy, 's', { stdout: 0, stderr: 0 })?.stdout).toContain('hi\r\n/ # ');
    expect(readSession(host, 's', { stdout: 0, stderr: 0 })?.stdout).toBe('/ # ');
    expect(ref.node).not.toBe('');
  });

  it('dies with its container', () => {
    const { host, ref, open, read } = app();
    open(['sleep', '100']);
    exitProcess(host, ref, { code: 1, why: 'exit' });
    expect(read()).toMatchObject({ end: ended(137) });
  });

  it('that is closed ends its command', () => {
    const { host, ref, open, read } = app();
    open(['sleep', '100']);
    closeSession(host, 's');
    expect(read()).toBeUndefined();
    const machine = host.runtime.nodes.get(ref.node)?.machines.get(ref.id);
    expect([...(machine?.machine.processes.keys() ?? [])]).toEqual([1]);
    closeSession(host, 's');
  });

  it('of a program that is not there fails', () => {
    const { open, read } = app();
    open(['nosuch']);
    expect(read()).toMatchObject({
      end: { kind: 'error', message: expect.stringContaining('exec: "nosuch": executable file not found in $PATH') },
    });
  });

  it('in a container that has ended is refused, as is one too many', () => {
    const { host, ref, open, read } = app();
    for (let count = 0; count < 64; count++) open(['sleep', '1'], { session: `s${count}` });
    open(['ls']);
    expect(read()).toMatchObject({ end: { message: 'too many sessions are open' } });
    host.runtime.sessions.clear();
    exitProcess(host, ref, { code: 0, why: 'exit' });
    open(['ls']);
    expect(read()).toMatchObject({ end: { message: 'container not found' } });
  });

  it('asks the behavior of an image that has no user land', () => {
    const exec = [
      { match: 'check', timeline: [{ at: 0, code: 2, stdout: 'bad\n' }] },
      { match: 'slow', timeline: [{ at: 0, code: 0, latency: 1 }] },
    ];
    const { trial, open, read, host } = app({ exec });
    open(['check.sh']);
    expect(read()).toEqual({ out: 'bad\n', err: '', end: ended(2) });
    open(['slow.sh']);
    expect(read()?.end).toBeNull();
    runUntil(trial, 2);
    expect(trial.answers.join()).not.toContain('session');
    onSessionAnswered(host, { session: 's', result: { kind: 'exited', code: 0, stdout: '', stderr: '' } });
    expect(read()?.end).toEqual(ended(0));
  });
});

describe('a request', () => {
  const ports = [{ port: 80, paths: { '/x': [{ at: 0, status: 200, body: 'hello' }] } }];
  const ask = (port: number, path: string) => {
    const { host, ref } = app({ ports });
    openRequest(host, { session: 'r', ref, port, path, userAgent: 'curl' });
    return readSession(host, 'r', { stdout: 0, stderr: 0 });
  };

  it('is answered by the pod', () => {
    expect(ask(80, '/x')?.answer).toEqual({ status: 200, body: 'hello', location: '' });
    expect(ask(80, '/y')?.answer).toMatchObject({ status: 404 });
  });

  it('to a port where nobody listens is refused', () => {
    expect(ask(81, '/')).toMatchObject({ answer: null, end: { kind: 'error', message: 'refused' } });
  });
});
