/** The grpc probe handler. */
import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '#runtime';
import { grpc } from './grpc.ts';
import type { Verdict } from './handler.ts';

const target = { podIP: '10.64.0.2', ports: [], env: [], timeoutSeconds: 2 };
const call = { kind: 'grpc', host: '10.64.0.2', port: 50_051, service: '' } as const;
const unconnected = 'timeout: failed to connect service "10.64.0.2:50051" within 2s: context deadline exceeded';

describe('a grpc probe', () => {
  it('asks for the health of the service', () => {
    expect(grpc.ask({ port: 50_051 }, target)).toEqual(call);
    expect(grpc.ask({ port: 50_051, service: 'shop' }, target)).toEqual({ ...call, service: 'shop' });
  });

  it.each<[string, Outcome, Verdict]>([
    ['succeeds when it is SERVING', { kind: 'serving', status: 'SERVING' }, { kind: 'success' }],
    [
      'fails when it is not',
      { kind: 'serving', status: 'NOT_SERVING' },
      { kind: 'failure', message: 'service unhealthy (responded with "NOT_SERVING")' },
    ],
    [
      'goes on connecting until the time is up when it is refused',
      { kind: 'refused' },
      { kind: 'failure', message: unconnected, atTimeout: true },
    ],
    [
      'goes on connecting when the connection is closed',
      { kind: 'closed' },
      { kind: 'failure', message: unconnected, atTimeout: true },
    ],
  ])('%s', (_situation, outcome, verdict) => {
    expect(grpc.judge({ port: 50_051 }, outcome, { target, call })).toEqual(verdict);
  });

  it('names the time when the service does not answer', () => {
    expect(grpc.timedOut({ port: 50_051 }, target)).toBe('timeout: health rpc did not complete within 2s');
  });

  it('owns the grpc part', () => {
    expect([grpc.select({ grpc: { port: 1 } }), grpc.select({})]).toEqual([{ port: 1 }, undefined]);
  });
});
