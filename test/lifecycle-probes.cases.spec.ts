/** The numbered end-to-end facts of probes: what they restart, what they leave alone, what they make ready. */
import { describe, expect, test } from '@jest/globals';
import type { Probe } from '#kube-api';
import { app, endOf, linesOf, secondsOf, toldOf, type Behavior, type Life } from './life-facts.ts';
import { remove } from './timeline-text.ts';

const every2 = { periodSeconds: 2, failureThreshold: 1 };
const http = (path: string): Probe => ({ httpGet: { path, port: 8080 }, ...every2 });
const check: Probe = { exec: { command: ['check'] }, ...every2 };

type Replies = readonly object[];

/** A container that answers so: by path, and when `check` is run. */
const answering = (paths: Readonly<Record<string, Replies>>, exec: Replies = []): Behavior => ({
  app: { ports: [{ port: 8080, paths }], exec: [{ match: 'check', timeline: exec }] },
});
const always = (reply: object): Replies => [{ at: 0, ...reply }];
const ok = always({ status: 200 });
const bad = always({ status: 500 });

const restartsOf = (life: Life): number => Number(/restarts (\d+)/.exec(endOf(life))?.[1] ?? 0);

describe('readiness', () => {
  const spec = app({ readinessProbe: { ...http('/'), initialDelaySeconds: 10 } });

  test('#176 with initial delay: not ready before the delay, never restarted', () => {
    const life: Life = { pod: { spec, behavior: answering({ '/': ok }) } };
    const [ready = 0] = secondsOf(life, /app ready/, 'pod');
    expect(ready).toBeGreaterThanOrEqual(10);
    expect(endOf(life)).toBe('Running; app running ready');
  });

  test('#176 failing: never ready, never restarted', () => {
    const life: Life = { pod: { spec, behavior: answering({ '/': bad }) } };
    expect(linesOf(life, /app ready/, 'pod')).toEqual([]);
    expect(endOf(life)).toBe('Running; app running');
  });

  test('#183 a TERM handler removes the readiness file: Ready False during termination, no liveness kill', () => {
    const probed = app({ readinessProbe: http('/ready'), livenessProbe: http('/ready') });
    const answers = [
      { at: 0, status: 200 },
      { at: 5, status: 500 },
    ];
    const behavior = {
      app: { ports: [{ port: 8080, paths: { '/ready': answers } }], onTerm: { exitAfter: 10, exitCode: 0 } },
    };
    const life: Life = { pod: { spec: probed, behavior }, script: [[5, remove()]] };
    expect(linesOf(life, /not ready|Killing|Liveness/, 'pod', 'events').map((line) => line.split(',', 1)[0])).toEqual([
      '+5.0s app Killing Stopping container app',
      '+6.2s web MODIFIED app not ready',
    ]);
  });
});

describe('liveness', () => {
  const grpc: Probe = { grpc: { port: 50_051 }, ...every2 };
  const tcp: Probe = { tcpSocket: { port: 8080 }, ...every2 };
  const grpcPort = (serving: string): Behavior => ({
    app: { ports: [{ port: 50_051, kind: 'grpc', all: always({ serving }) }] },
  });

  test.each<readonly [string, Probe, Behavior, boolean]>([
    ['exec good', check, answering({}, always({ code: 0 })), false],
    ['exec bad', check, answering({}, always({ code: 1 })), true],
    ['http good', http('/'), answering({ '/': ok }), false],
    ['http bad', http('/'), answering({ '/': bad }), true],
    ['tcp good', tcp, { app: { ports: [{ port: 8080, kind: 'tcp' }] } }, false],
    ['tcp bad', tcp, { app: { ports: [{ port: 9090, kind: 'tcp' }] } }, true],
    ['grpc good', grpc, grpcPort('SERVING'), false],
    ['grpc bad', grpc, grpcPort('NOT_SERVING'), true],
  ])('#177 %s: restarted or not', (_case, livenessProbe, behavior, isRestarted) => {
    expect(restartsOf({ pod: { spec: app({ livenessProbe }), behavior }, until: 10 }) > 0).toBe(isRestarted);
  });

  test('#177 the restart count is monotonic', () => {
    const life: Life = {
      pod: { spec: app({ livenessProbe: http('/') }), behavior: answering({ '/': bad }) },
      until: 300,
    };
    const counts = linesOf(life, /restarts/, 'pod').map((line) => Number(/restarts (\d+)/.exec(line)?.[1]));
    expect(counts.slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  test.each([
    ['liveness: restart', 'livenessProbe', /restarts [1-9]/],
    ['readiness: not ready', 'readinessProbe', /^Running; app running$/],
  ])('#178 exec probe timeout, %s', (_case, probe, expected) => {
    const pod = { spec: app({ [probe]: check }), behavior: answering({}, always({ code: 0, latency: 5 })) };
    expect(endOf({ pod, until: 20 })).toMatch(expected);
  });

  test.each([
    ['local redirect to a failing path: restart', '/fails', 1, []],
    [
      'non-local redirect: no restart, ProbeWarning',
      'http://0.0.0.0:8080/fails',
      0,
      ['app ProbeWarning Liveness probe warning: Probe terminated redirects, Response body: '],
    ],
  ] as const)('#179 %s', (_case, location, restarts, warnings) => {
    const paths = { '/': always({ status: 302, location }), '/fails': bad };
    const life: Life = { pod: { spec: app({ livenessProbe: http('/') }), behavior: answering(paths) }, until: 3.5 };
    expect(restartsOf(life)).toBe(restarts);
    expect(toldOf(life, /ProbeWarning/, 'events').map((line) => `${line} `.replace(/ +$/, ' '))).toEqual(warnings);
  });
});

describe('startup', () => {
  const from = (second: number): Replies => [
    { at: 0, status: 500 },
    { at: second, status: 200 },
  ];
  const startupProbe = { ...http('/up'), failureThreshold: 10 };

  test.each<readonly [string, object, Readonly<Record<string, Replies>>, number]>([
    ['delays liveness', { startupProbe, livenessProbe: http('/live') }, { '/up': bad, '/live': bad }, 0],
    ['enables liveness later', { startupProbe, livenessProbe: http('/live') }, { '/up': from(3), '/live': bad }, 1],
    ['fails', { startupProbe: http('/up') }, { '/up': bad }, 1],
  ])('#180 startup probe %s', (_case, probes, paths, least) => {
    const restarts = restartsOf({ pod: { spec: app(probes), behavior: answering(paths) }, until: 15 });
    expect(least === 0 ? restarts === 0 : restarts >= least).toBe(true);
  });

  test('#181 ready immediately after startup success, not one readiness period later', () => {
    const readinessProbe = { ...http('/ready'), periodSeconds: 30 };
    const behavior = answering({ '/up': from(3), '/ready': ok });
    const life: Life = { pod: { spec: app({ startupProbe, readinessProbe }), behavior } };
    const [started = 0] = secondsOf(life, /startup Success/, 'results');
    const [ready = 0] = secondsOf(life, /app ready/, 'pod');
    expect([started, ready]).toEqual([4, 4]);
  });

  test.each(['livenessProbe', 'startupProbe'])('#182 probe-level grace of %s overrides that of the pod', (probe) => {
    const one = { ...http('/'), terminationGracePeriodSeconds: 5 };
    const behavior = { app: { ports: [{ port: 8080, all: bad }], onTerm: { ignore: true } } };
    const life: Life = {
      pod: { spec: app({ [probe]: one }, { terminationGracePeriodSeconds: 50 }), behavior },
      until: 8,
    };
    expect(linesOf(life, /SIG/, 'signals').slice(0, 2)).toEqual(['+2.0s app SIGTERM', '+7.0s app SIGKILL']);
  });
});
