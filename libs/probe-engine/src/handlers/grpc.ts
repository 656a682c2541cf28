/** grpc: the health service of the container answers SERVING. */
import type { GrpcAction } from '#kube-api';
import type { ProbeHandler, ProbeTarget } from './handler.ts';

const unconnected = (part: GrpcAction, target: ProbeTarget): string =>
  `timeout: failed to connect service "${target.podIP}:${part.port}" within ${target.timeoutSeconds}s: context deadline exceeded`;

/** @source kubelet v1.37 pkg/probe/grpc/grpc.go */
export const grpc: ProbeHandler<GrpcAction> = {
  select: (probe) => probe.grpc,
  ask: ({ port, service = '' }, { podIP }) => ({ kind: 'grpc', host: podIP, port, service }),
  judge: (part, outcome, { target }) => {
    // The client goes on trying to connect until its time is up.
    if (outcome.kind === 'refused' || outcome.kind === 'closed')
      return { kind: 'failure', message: unconnected(part, target), atTimeout: true };
    if (outcome.kind !== 'serving') return { kind: 'failure', message: 'error: health rpc probe failed' };
    if (outcome.status === 'SERVING') return { kind: 'success' };
    return { kind: 'failure', message: `service unhealthy (responded with "${outcome.status}")` };
  },
  timedOut: (_part, { timeoutSeconds }) => `timeout: health rpc did not complete within ${timeoutSeconds}s`,
};
