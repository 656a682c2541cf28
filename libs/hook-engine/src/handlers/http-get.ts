/** httpGet: one request to the container; whatever status it answers is success. */
import type { HttpGetAction } from '#kube-api';
import type { HookHandler, HookTarget } from './handler.ts';

const portOf = ({ port }: HttpGetAction, target: HookTarget): number | undefined =>
  typeof port === 'number' ? port : target.namedPorts[port];

/** @source kubelet v1.37 pkg/kubelet/lifecycle/handlers.go */
export const httpGet: HookHandler<HttpGetAction> = {
  select: (hook) => hook.httpGet,
  act: (part, target) => {
    const port = portOf(part, target);
    if (port === undefined) return { kind: 'invalid', message: `couldn't find port: "${part.port}"` };
    return { kind: 'call', call: { kind: 'http', host: part.host || target.podIP, port, path: part.path ?? '/' } };
  },
  judge: (part, outcome, target) => {
    if (outcome.kind === 'response') return { kind: 'ok' };
    const address = `${part.host || target.podIP}:${portOf(part, target) ?? ''}`;
    const path = part.path ?? '/';
    const why = outcome.kind === 'refused' ? `dial tcp ${address}: connect: connection refused` : 'EOF';
    const url = `${(part.scheme ?? 'HTTP').toLowerCase()}://${address}${path}`;
    const about = `HTTP lifecycle hook (${path}) for Container "${target.container}" in Pod "${target.podText}"`;
    return { kind: 'failed', message: `${about} failed - error: Get "${url}": ${why}` };
  },
};
