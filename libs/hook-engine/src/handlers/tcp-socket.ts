/** tcpSocket: in the API for old manifests, refused by the kubelet when it should run. */
import type { TcpSocketAction } from '#kube-api';
import type { HookHandler } from './handler.ts';

/** @source kubelet v1.37 pkg/kubelet/lifecycle/handlers.go */
export const tcpSocket: HookHandler<TcpSocketAction> = {
  select: (hook) => hook.tcpSocket,
  act: ({ port }) => ({ kind: 'invalid', message: `Cannot run handler: invalid handler: tcpSocket ${port}` }),
  judge: () => ({ kind: 'ok' }),
};
