/** What a hook handler is: how a postStart or preStop hook acts and what the outcome means. */
import type { LifecycleHandler } from '#kube-api';
import type { Call, Outcome } from '#runtime';

/** Whom a hook concerns. */
export interface HookTarget {
  readonly container: string;
  /** `<pod>_<namespace>(<uid>)`. */
  readonly podText: string;
  readonly podIP: string;
  readonly namedPorts: Readonly<Record<string, number>>;
}

export type HookResult = { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly message: string };

export type HookAct =
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'invalid'; readonly message: string };

/** Plain functions over the part of the hook that a handler owns; no state, no clock. */
export interface HookHandler<Part> {
  readonly select: (hook: LifecycleHandler) => Part | undefined;
  readonly act: (part: Part, target: HookTarget) => HookAct;
  readonly judge: (part: Part, outcome: Outcome, target: HookTarget) => HookResult;
}
