/** A pod that tolerates a NoExecute taint for a while only. */
import type { Instant } from '#kernel';

export interface PlannedEviction {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly at: Instant;
  /** Its time has come: it cannot be cancelled any more. */
  readonly isDue: boolean;
}
