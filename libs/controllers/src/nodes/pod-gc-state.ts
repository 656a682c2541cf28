/** What the pod garbage collector remembers. */
import type { Instant } from '#kernel';

export interface PodGCState {
  /** The next pass is planned for then. */
  passAt: Instant | undefined;
  /** Missing nodes, with the instant of the pass that missed them first. */
  readonly quarantine: Map<string, Instant>;
}

export const createPodGCState = (): PodGCState => ({ passAt: undefined, quarantine: new Map() });
