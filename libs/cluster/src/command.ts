/** Commands: everything that enters a simulation from outside. Only commands are journalled; the rest is recomputed. */
import type { ApiRequest, ApiResponse } from '#apiserver';
import type { faults, FaultKind } from './faults/index.ts';

export type FaultOptions<K extends FaultKind> = Parameters<(typeof faults)[K]>[1];

/** Plain data. */
export type Command =
  | { readonly kind: 'request'; readonly request: ApiRequest }
  | {
      readonly [K in FaultKind]: { readonly kind: 'fault'; readonly fault: K; readonly options: FaultOptions<K> };
    }[FaultKind];

/** What a command answers: an API answer, or why a fault could not be applied. */
export type CommandResult =
  | { readonly kind: 'response'; readonly response: ApiResponse }
  | { readonly kind: 'applied' }
  | { readonly kind: 'refused'; readonly message: string };
