/** Commands: everything that enters a simulation from outside. Only commands are journalled; the rest is recomputed. */
import type { ApiRequest, ApiResponse } from '#apiserver';
import type { faults, FaultKind } from './faults/index.ts';
import type { SessionAction } from './sessions.ts';

export type FaultOptions<K extends FaultKind> = Parameters<(typeof faults)[K]>[1];

/** Plain data. */
export type Command =
  | { readonly kind: 'request'; readonly request: ApiRequest }
  | { readonly kind: 'session'; readonly action: SessionAction }
  | {
      readonly [K in FaultKind]: { readonly kind: 'fault'; readonly fault: K; readonly options: FaultOptions<K> };
    }[FaultKind];

/** What a command answers: an API answer, or why a fault or a session was refused. */
export type CommandResult =
  | { readonly kind: 'response'; readonly response: ApiResponse }
  | { readonly kind: 'applied' }
  | { readonly kind: 'refused'; readonly message: string };
