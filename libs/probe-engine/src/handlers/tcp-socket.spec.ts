/** The tcpSocket probe handler. */
import { describe, expect, it } from '@jest/globals';
import { tcpSocket } from './tcp-socket.ts';

const target = { podIP: '10.64.0.2', ports: [{ name: 'db', containerPort: 5432 }], env: [], timeoutSeconds: 1 };
const asked = { target, call: { kind: 'tcp', host: '10.64.0.2', port: 5432 } } as const;

describe('a tcpSocket probe', () => {
  it('connects to the port of the pod, or to another host', () => {
    expect(tcpSocket.ask({ port: 'db' }, target)).toEqual(asked.call);
    expect(tcpSocket.ask({ port: 1, host: 'db.example' }, target)).toEqual({
      kind: 'tcp',
      host: 'db.example',
      port: 1,
    });
    expect(tcpSocket.ask({ port: 'x' }, target)).toEqual({ kind: 'invalid', message: 'couldn\'t find port: "x"' });
  });

  it('succeeds when somebody listens', () => {
    expect(tcpSocket.judge({ port: 'db' }, { kind: 'connected' }, asked)).toEqual({ kind: 'success' });
    expect(tcpSocket.judge({ port: 'db' }, { kind: 'refused' }, asked)).toEqual({
      kind: 'failure',
      message: 'dial tcp 10.64.0.2:5432: connect: connection refused',
    });
  });

  it('names the address when the time is up', () => {
    expect(tcpSocket.timedOut({ port: 5432 }, target)).toBe('dial tcp 10.64.0.2:5432: i/o timeout');
  });

  it('owns the tcpSocket part', () => {
    expect([tcpSocket.select({ tcpSocket: { port: 1 } }), tcpSocket.select({})]).toEqual([{ port: 1 }, undefined]);
  });
});
