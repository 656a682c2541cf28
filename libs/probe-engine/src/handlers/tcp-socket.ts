/** tcpSocket: a port that accepts a connection is success. */
import type { TcpSocketAction } from '#kube-api';
import { portNumber, type ProbeHandler, type ProbeTarget } from './handler.ts';

const addressOf = (part: TcpSocketAction, target: ProbeTarget): string =>
  `${part.host || target.podIP}:${portNumber(part.port, target) ?? ''}`;

/** @source kubelet v1.37 pkg/probe/tcp/tcp.go */
export const tcpSocket: ProbeHandler<TcpSocketAction> = {
  select: (probe) => probe.tcpSocket,
  ask: (part, target) => {
    const port = portNumber(part.port, target);
    if (port === undefined) return { kind: 'invalid', message: `couldn't find port: "${part.port}"` };
    return { kind: 'tcp', host: part.host || target.podIP, port };
  },
  judge: (part, outcome, { target }) =>
    outcome.kind === 'connected'
      ? { kind: 'success' }
      : { kind: 'failure', message: `dial tcp ${addressOf(part, target)}: connect: connection refused` },
  timedOut: (part, target) => `dial tcp ${addressOf(part, target)}: i/o timeout`,
};
