/** Requests into a pod: commands, connections, HTTP and gRPC. */
import { describe, expect, it } from '@jest/globals';
import { SECOND } from '#kernel';
import type { PortBehavior, Reply, RunBehavior } from '#image-catalogue';
import { timelineText } from '../../../test/timeline-text.ts';
import {
  appOf,
  createTrial,
  NODE,
  podOf,
  runningApp,
  runUntil,
  startApp,
  startPod,
  to,
  type Trial,
} from '../test/trial.ts';
import type { Outcome } from './outcome.ts';
import type { Call } from './connections.ts';
import { ask } from './requests.ts';
import { addNodeRuntime } from './runtime-state.ts';

const HOST = '10.64.0.2';
const http = (path = '/', port = 80, host = HOST): Call => ({ kind: 'http', host, port, path });
const tcp = (port = 80, host = HOST): Call => ({ kind: 'tcp', host, port });
const grpc = (service = '', port = 80): Call => ({ kind: 'grpc', host: HOST, port, service });
const run = (...command: string[]): Call => ({ kind: 'exec', command });

const put = (
  trial: Trial,
  call: Call,
  more: { timeoutMs?: number; containerId?: string; userAgent?: string } = {},
): Outcome | undefined =>
  ask(trial.host, { node: NODE, uid: 'uid-web', containerId: appOf(trial).id, ...more }, call, to('answer'));

/** What a container of that behavior answers `age` seconds after its start. */
function answered(behavior: RunBehavior, call: Call, age = 0): Outcome | undefined {
  const { trial } = runningApp(behavior);
  runUntil(trial, age);
  return put(trial, call);
}

const port = (more: Partial<PortBehavior> = {}): RunBehavior => ({ ports: [{ port: 80, ...more }] });
const response = (status: number, more: object = {}): object => ({
  kind: 'response',
  status,
  body: '',
  location: '',
  ...more,
});

describe('an HTTP request', () => {
  const paths = {
    '/ok': [{ at: 0, status: 200 }],
    '/late': [
      { at: 0, status: 503 },
      { at: 5, status: 204, body: 'here' },
    ],
  };

  it.each<[string, RunBehavior, Call, object]>([
    ['is answered 200 by a port that says nothing else', port(), http('/any'), response(200)],
    ['is answered by its path', port({ paths }), http('/late'), response(503)],
    ['does not mind the query', port({ paths }), http('/ok?a=b'), response(200)],
    ['to a path that is not there is answered 404', port({ paths }), http('/none'), response(404)],
    [
      'to a path that is not there is answered by what all others get',
      port({ paths, all: [{ at: 0, status: 418 }] }),
      http('/none'),
      response(418),
    ],
    ['named like a field of objects is no path', port({ paths }), http('constructor'), response(404)],
    [
      'may be sent elsewhere',
      port({ all: [{ at: 0, status: 302, location: '/x' }] }),
      http(),
      response(302, { location: '/x' }),
    ],
    ['to a port where nobody listens is refused', port(), http('/', 81), { kind: 'refused' }],
    ['to a port that speaks no HTTP is closed', port({ kind: 'tcp' }), http(), { kind: 'closed' }],
    ['to a gRPC port is closed', port({ kind: 'grpc' }), http(), { kind: 'closed' }],
    ['to a port that is not open yet is refused', port({ from: 1 }), http(), { kind: 'refused' }],
    ['to a port that is open no more is refused', port({ to: 0 }), http(), { kind: 'refused' }],
  ])('%s', (_situation, behavior, call, expected) => {
    expect(answered(behavior, call)).toEqual(expected);
  });

  it('is answered by what holds at the age of the container', () => {
    expect(answered(port({ paths }), http('/late'), 4.999)).toMatchObject({ status: 503 });
    expect(answered(port({ paths }), http('/late'), 5)).toEqual(response(204, { body: 'here' }));
    expect(answered(port({ from: 1, to: 2 }), http(), 1)).toEqual(response(200));
    expect(answered(port({ from: 1, to: 2 }), http(), 2)).toEqual({ kind: 'refused' });
  });
});

describe('a connection', () => {
  it('is accepted where somebody listens, whatever is spoken there', () => {
    expect(answered(port({ kind: 'grpc', all: [{ at: 0, hang: true }] }), tcp())).toEqual({ kind: 'connected' });
    expect(answered(port(), tcp(81))).toEqual({ kind: 'refused' });
  });
});

describe('a gRPC health request', () => {
  it.each<[string, RunBehavior, object]>([
    ['is SERVING unless told otherwise', port({ kind: 'grpc' }), { kind: 'serving', status: 'SERVING' }],
    [
      'is what the port says',
      port({ kind: 'grpc', all: [{ at: 0, serving: 'NOT_SERVING' }] }),
      { kind: 'serving', status: 'NOT_SERVING' },
    ],
    ['is closed by an HTTP port', port(), { kind: 'closed' }],
  ])('%s', (_situation, behavior, expected) => {
    expect(answered(behavior, grpc('shop'))).toEqual(expected);
  });
});

describe('a slow answer', () => {
  const slow = (reply: Partial<Reply>): RunBehavior => port({ all: [{ at: 0, status: 200, ...reply }] });

  it('comes later, to the address of the caller', () => {
    const { trial } = runningApp(slow({ latency: 0.7 }));
    expect(put(trial, http())).toBeUndefined();
    runUntil(trial, 5);
    expect(trial.answers).toEqual([`+0.7s answer ${JSON.stringify(response(200))}`]);
  });

  it('that hangs never comes', () => {
    const { trial } = runningApp(slow({ hang: true }));
    expect(put(trial, http())).toBeUndefined();
    runUntil(trial, 600);
    expect(trial.answers).toEqual([]);
  });

  it('is told as given up when the caller waits less long', () => {
    const { trial } = runningApp(slow({ latency: 3 }));
    put(trial, http('/x'), { timeoutMs: 1000 });
    put(trial, http('/y'), { timeoutMs: 5000 });
    expect(timelineText(trial.host, 'requests').replaceAll(/ {2,}/g, ' ').split('\n')).toEqual([
      '+0.0s app http :80/x no answer',
      '+0.0s app http :80/y 200',
    ]);
  });

  it('never comes from an address that belongs to nobody', () => {
    const { trial } = runningApp(port());
    expect(put(trial, tcp(80, '10.99.0.1'))).toBeUndefined();
  });
});

describe('a request', () => {
  it('reaches the container of the pod that listens', () => {
    const trial = createTrial();
    startPod(trial);
    startApp(trial, port({ all: [{ at: 0, status: 201 }] }), { name: 'front' });
    startApp(trial, { ports: [{ port: 81, all: [{ at: 0, status: 202 }] }] }, { name: 'back' });
    expect([put(trial, http('/', 80)), put(trial, http('/', 81))]).toEqual([response(201), response(202)]);
  });

  it('reaches no container that has ended', () => {
    expect(answered({ ...port(), exitAfter: 1 }, http(), 2)).toEqual({ kind: 'refused' });
  });

  it('reaches another pod, on whatever node', () => {
    const { trial } = runningApp();
    addNodeRuntime(trial.host, 'n2', '172.18.0.3');
    startPod(trial, { name: 'other' });
    startApp(trial, port(), { uid: 'uid-other' });
    expect(put(trial, http('/', 80, '10.64.0.3'))).toEqual(response(200));
  });

  it('to the node reaches the pods of its host network only', () => {
    const trial = createTrial();
    startPod(trial);
    startApp(trial, port());
    startPod(trial, { name: 'host', hostNetwork: true });
    startApp(trial, { ports: [{ port: 10_256 }] }, { uid: 'uid-host' });
    for (const host of ['172.18.0.2', 'localhost', '127.0.0.1'])
      expect([put(trial, tcp(10_256, host)), put(trial, tcp(80, host))]).toEqual([
        { kind: 'connected' },
        { kind: 'refused' },
      ]);
  });

  it('is told with what was asked, by whom, and what came back', () => {
    const { trial } = runningApp(port({ paths: { '/ok': [{ at: 0, status: 200 }] } }));
    put(trial, http('/ok'), { userAgent: 'kube-probe/1.37' });
    put(trial, tcp());
    expect(trial.host.timeline.entries.map(({ type, subject, data }) => ({ type, subject, data }))).toEqual([
      {
        type: 'request.http',
        subject: 'pod/default/web/app',
        data: {
          call: 'http',
          node: 'n1',
          attempt: 0,
          port: 80,
          path: '/ok',
          userAgent: 'kube-probe/1.37',
          status: 200,
        },
      },
      { type: 'request.tcp', subject: 'pod/default/web/app', data: { call: 'tcp', node: 'n1', attempt: 0, port: 80 } },
    ]);
  });

  it('that is refused reached nobody and is not told', () => {
    const { trial } = runningApp(port());
    put(trial, tcp(81));
    expect(trial.host.timeline.entries).toEqual([]);
  });
});

describe('what a request does', () => {
  const effect = (more: object): RunBehavior =>
    port({ all: [{ at: 0, status: 200, effect: { exitAfter: 0.5, exitCode: 9, ...more } }] });

  it('may end the container that was asked', () => {
    const { trial } = runningApp(effect({}));
    put(trial, http());
    runUntil(trial, 0.5);
    expect(appOf(trial)).toMatchObject({ state: 'exited', exitCode: 9 });
  });

  it('may end another container of the pod', () => {
    const { trial } = runningApp(effect({ container: 'log' }));
    startApp(trial, {}, { name: 'log' });
    put(trial, http());
    put(trial, http());
    runUntil(trial, 5);
    expect(podOf(trial).containers.map(({ name, state }) => `${name} ${state}`)).toEqual(['app running', 'log exited']);
  });

  it('is nothing to a container that is not there', () => {
    const { trial } = runningApp(effect({ container: 'gone' }));
    put(trial, http());
    runUntil(trial, 5);
    expect(appOf(trial).state).toBe('running');
  });
});

describe('a command', () => {
  const exec = (...timeline: Reply[]): RunBehavior => ({
    exec: [
      { match: 'check --fast', timeline },
      { match: 'check', timeline: [{ at: 0, code: 4 }] },
    ],
  });

  it.each<[string, RunBehavior, Call, object]>([
    ['succeeds when nothing is said of it', {}, run('true'), { kind: 'exited', code: 0, stdout: '', stderr: '' }],
    [
      'ends as the first rule that its words contain',
      exec({ at: 0, code: 3, stdout: 'a', stderr: 'b' }),
      run('check', '--fast', 'x'),
      { kind: 'exited', code: 3, stdout: 'a', stderr: 'b' },
    ],
    [
      'ends as a later rule when the first does not fit',
      exec({ at: 0, code: 3 }),
      run('check'),
      { kind: 'exited', code: 4, stdout: '', stderr: '' },
    ],
    [
      'cannot be run when the rule says so',
      exec({ at: 0, error: 'no such file' }),
      run('check', '--fast'),
      { kind: 'error', message: 'rpc error: code = Unknown desc = no such file' },
    ],
  ])('%s', (_situation, behavior, call, expected) => {
    expect(answered(behavior, call)).toEqual(expected);
  });

  it('needs a running container', () => {
    const { trial } = runningApp({ exitAfter: 0 });
    runUntil(trial, 1);
    expect(put(trial, run('check'))).toEqual({ kind: 'error', message: 'container not found' });
    expect(put(trial, run('check'), { containerId: 'gone' })).toEqual({
      kind: 'error',
      message: 'container not found',
    });
  });

  it('takes its time', () => {
    const { trial } = runningApp(exec({ at: 0, code: 1, latency: 2 }));
    expect(put(trial, run('check', '--fast'))).toBeUndefined();
    runUntil(trial, 5);
    expect(trial.answers).toEqual(['+2s answer {"kind":"exited","code":1,"stdout":"","stderr":""}']);
  });

  it.each([
    ['that takes long', { latency: 60 }],
    ['that hangs', { hang: true }],
  ])('%s dies with its container', (_what, reply) => {
    const { trial } = runningApp({ ...exec({ at: 0, ...reply }), exitAfter: 3 });
    put(trial, run('check', '--fast'));
    runUntil(trial, 120);
    expect(trial.answers.filter((line) => line.includes('answer'))).toEqual([
      '+3s answer {"kind":"exited","code":137,"stdout":"","stderr":""}',
    ]);
  });

  it('that ends its container ends first when both end at once', () => {
    const { trial } = runningApp(exec({ at: 0, code: 0, latency: 1, effect: { exitAfter: 1 } }));
    put(trial, run('check', '--fast'));
    runUntil(trial, 3);
    expect(trial.answers.find((line) => line.includes('answer'))).toBe(
      '+1s answer {"kind":"exited","code":0,"stdout":"","stderr":""}',
    );
    expect(appOf(trial)).toMatchObject({ state: 'exited', finishedAt: SECOND });
  });

  it('of several at a time is answered on its own', () => {
    const { trial } = runningApp({
      exec: [
        { match: 'slow', timeline: [{ at: 0, latency: 2 }] },
        { match: 'fast', timeline: [{ at: 0, latency: 1, code: 5 }] },
      ],
    });
    put(trial, run('slow'));
    put(trial, run('fast'));
    runUntil(trial, 5);
    expect(trial.answers.map((line) => line.slice(0, 42))).toEqual([
      '+1s answer {"kind":"exited","code":5,"stdo',
      '+2s answer {"kind":"exited","code":0,"stdo',
    ]);
  });
});
