/** The httpGet probe handler. */
import { describe, expect, it } from '@jest/globals';
import type { HttpGetAction } from '#kube-api';
import type { Call, Outcome } from '#runtime';
import type { Verdict } from './handler.ts';
import { httpGet } from './http-get.ts';

const target = { podIP: '10.64.0.2', ports: [{ name: 'web', containerPort: 8080 }], env: [], timeoutSeconds: 1 };
const part: HttpGetAction = { path: '/healthz', port: 8080 };
const answer = (status: number, more: { location?: string; body?: string } = {}): Outcome => ({
  kind: 'response',
  status,
  body: '',
  location: '',
  ...more,
});
const call: Call = { kind: 'http', host: '10.64.0.2', port: 8080, path: '/healthz' };
const judge = (outcome: Outcome, of: HttpGetAction = part): Verdict => httpGet.judge(of, outcome, { target, call });

describe('an httpGet probe', () => {
  it.each<[string, HttpGetAction, object]>([
    ['the address of the pod', part, call],
    ['a port by its name', { port: 'web' }, { ...call, path: '/' }],
    ['another host', { ...part, host: 'db.example' }, { ...call, host: 'db.example' }],
    [
      'no port that the container does not name',
      { port: 'admin' },
      { kind: 'invalid', message: 'couldn\'t find port: "admin"' },
    ],
  ])('asks %s', (_what, of, expected) => {
    expect(httpGet.ask(of, target)).toEqual(expected);
  });

  it.each<[string, Outcome, Verdict]>([
    ['200', answer(200), { kind: 'success' }],
    ['399', answer(399), { kind: 'success' }],
    ['302 without a location', answer(302), { kind: 'success' }],
    ['404', answer(404), { kind: 'failure', message: 'HTTP probe failed with statuscode: 404' }],
    ['500', answer(500, { body: 'secret' }), { kind: 'failure', message: 'HTTP probe failed with statuscode: 500' }],
    ['199', answer(199), { kind: 'failure', message: 'HTTP probe failed with statuscode: 199' }],
    [
      'a refused connection',
      { kind: 'refused' },
      {
        kind: 'failure',
        message: 'Get "http://10.64.0.2:8080/healthz": dial tcp 10.64.0.2:8080: connect: connection refused',
      },
    ],
    [
      'a closed connection',
      { kind: 'closed' },
      { kind: 'failure', message: 'Get "http://10.64.0.2:8080/healthz": EOF' },
    ],
  ])('judges %s', (_what, outcome, verdict) => {
    expect(judge(outcome)).toEqual(verdict);
  });

  it.each<[string, string, Verdict]>([
    ['a path', '/other', { kind: 'follow', call: { ...call, path: '/other' } }],
    [
      'the same host at another port',
      'http://10.64.0.2:9090/other',
      { kind: 'follow', call: { ...call, port: 9090, path: '/other' } },
    ],
    ['the same host alone', 'http://10.64.0.2', { kind: 'follow', call: { ...call, path: '/' } }],
    [
      'another host',
      'http://elsewhere.example/',
      { kind: 'warning', message: 'Probe terminated redirects, Response body: moved' },
    ],
  ])('sent on to %s', (_what, location, verdict) => {
    expect(judge(answer(302, { location, body: 'moved' }))).toEqual(verdict);
  });

  it('names the URL when the time is up', () => {
    expect(httpGet.timedOut({ ...part, scheme: 'HTTPS' }, target)).toBe(
      'Get "https://10.64.0.2:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    );
  });

  it('owns the httpGet part', () => {
    expect([httpGet.select({ httpGet: part }), httpGet.select({})]).toEqual([part, undefined]);
  });
});
