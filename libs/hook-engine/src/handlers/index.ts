/** The hook handlers: one row per one-of field of the API's lifecycle handler. */
import type { LifecycleHandler } from '#kube-api';
import { exec } from './exec.ts';
import type { HookHandler } from './handler.ts';
import { httpGet } from './http-get.ts';
import { sleep } from './sleep.ts';
import { tcpSocket } from './tcp-socket.ts';

export const hookHandlers = { exec, httpGet, tcpSocket, sleep } satisfies Record<keyof LifecycleHandler, unknown>;

/** Handlers in the order in which they are tried; each sees only the part that it selects. */
export type HookHandlers = readonly HookHandler<unknown>[];

// A handler is only ever given the part that its own `select` returned.
export const defaultHookHandlers = Object.values(hookHandlers) as HookHandlers;
