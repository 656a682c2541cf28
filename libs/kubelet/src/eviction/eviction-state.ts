/** What the kubelet of a node remembers of pressure on the node, and of the evictions that it waits for. */
import type { Instant } from '#kernel';
import type { Pressure } from './signals.ts';
import { noCrossings, type Crossings } from './thresholds.ts';

export interface EvictionState {
  /** The last round; the next ones come at whole periods after it. */
  roundAt: Instant;
  /** The next round is planned. */
  isPlanned: boolean;
  /** Counts plans, so that an entry of an older one is void. */
  token: number;
  crossings: Crossings;
  /** Conditions that the node has. */
  conditions: readonly Pressure[];
  /** uids of victims: the next round waits for them. */
  victims: readonly string[];
  /** No longer than until then, once nothing of them runs any more. */
  cleanUpUntil: Instant | undefined;
}

export const createEvictionState = (): EvictionState => ({
  roundAt: 0,
  isPlanned: false,
  token: 0,
  crossings: noCrossings,
  conditions: [],
  victims: [],
  cleanUpUntil: undefined,
});

/** A kubelet that stops takes all of it along; entries that are under way are void. */
export function forgetPressure(state: EvictionState): void {
  Object.assign(state, createEvictionState(), { token: state.token + 1 });
}
