/** What the node controllers remember. */
import type { Instant } from '#kernel';

/** A failure zone: how its nodes are, and which of them wait for their NoExecute taint. */
export interface Zone {
  /** Names of nodes, oldest request first. */
  readonly queue: string[];
  /** From when the next node may be tainted, by the rate limit. */
  tokenAt: Instant;
  /** An entry that taints the next node is planned. */
  isPlanned: boolean;
}

export interface NodesState {
  /** Nodes whose kubelet posts nothing, with the instant at which the controller saw a sign of it last. */
  readonly silent: Map<string, Instant>;
  /** The next pass is planned for then. */
  passAt: Instant | undefined;
  readonly zones: Map<string, Zone>;
  /** No node of any zone is ready: nothing is evicted. */
  isFullyDisrupted: boolean;
  /** Nodes that came or went since the last pass, with what their event says. */
  readonly arrivals: Map<string, { readonly uid: string; readonly isGone: boolean }>;
}

export function createNodesState(): NodesState {
  return { silent: new Map(), passAt: undefined, zones: new Map(), isFullyDisrupted: false, arrivals: new Map() };
}
