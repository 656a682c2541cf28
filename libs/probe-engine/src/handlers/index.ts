/** The probe handlers: one row per one-of field of the API's probe, so a field without a handler does not compile. */
import { exec } from './exec.ts';
import { grpc } from './grpc.ts';
import type { HandlerKind, ProbeHandler } from './handler.ts';
import { httpGet } from './http-get.ts';
import { tcpSocket } from './tcp-socket.ts';

export const probeHandlers = { exec, httpGet, tcpSocket, grpc } satisfies Record<HandlerKind, unknown>;

/** Handlers in the order in which they are tried; each sees only the part that it selects. */
export type ProbeHandlers = readonly ProbeHandler<unknown>[];

// A handler is only ever given the part that its own `select` returned.
export const defaultProbeHandlers = Object.values(probeHandlers) as ProbeHandlers;
