/** httpGet: asks a path of the container; 200 to 399 is success, redirects to the same host are followed. */
import type { HttpGetAction } from '#kube-api';
import type { Call } from '#runtime';
import { portNumber, type ProbeHandler, type ProbeTarget, type Verdict } from './handler.ts';

const urlOf = (part: HttpGetAction, target: ProbeTarget, path = part.path ?? '/'): string =>
  `${(part.scheme ?? 'HTTP').toLowerCase()}://${part.host || target.podIP}:${portNumber(part.port, target) ?? ''}${path}`;

/** @source kubelet v1.37 pkg/probe/http/http.go */
export const httpGet: ProbeHandler<HttpGetAction> = {
  select: (probe) => probe.httpGet,
  ask: (part, target) => {
    const port = portNumber(part.port, target);
    if (port === undefined) return { kind: 'invalid', message: `couldn't find port: "${part.port}"` };
    return { kind: 'http', host: part.host || target.podIP, port, path: part.path ?? '/' };
  },
  judge: (part, outcome, { target, call }) => {
    if (outcome.kind === 'refused')
      return {
        kind: 'failure',
        message: `Get "${urlOf(part, target)}": dial tcp ${addressOf(part, target)}: connect: connection refused`,
      };
    if (outcome.kind !== 'response') return { kind: 'failure', message: `Get "${urlOf(part, target)}": EOF` };
    const { status, location, body } = outcome;
    if (status >= 300 && status < 400 && location) return redirect(call, location, body);
    if (status >= 200 && status < 400) return { kind: 'success' };
    return { kind: 'failure', message: `HTTP probe failed with statuscode: ${status}` };
  },
  timedOut: (part, target) =>
    `Get "${urlOf(part, target)}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
};

const addressOf = (part: HttpGetAction, target: ProbeTarget): string =>
  `${part.host || target.podIP}:${portNumber(part.port, target) ?? ''}`;

function redirect(call: Call, location: string, body: string): Verdict {
  const elsewhere = /^[a-z]+:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(location);
  if (call.kind !== 'http') return { kind: 'success' };
  if (elsewhere && elsewhere[1] !== call.host)
    return { kind: 'warning', message: `Probe terminated redirects, Response body: ${body}` };
  return {
    kind: 'follow',
    call: { ...call, port: Number(elsewhere?.[2] ?? call.port), path: elsewhere ? (elsewhere[3] ?? '/') : location },
  };
}
