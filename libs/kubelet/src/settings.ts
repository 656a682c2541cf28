/** Kubelet settings that change a lifecycle, with the defaults of v1.37. */
import type { Millis } from '#kernel';

export interface KubeletSettings {
  /** Period of the global relist. */
  readonly relistPeriodMs: Millis;
  /** Period of the work-queue poll. */
  readonly syncTickMs: Millis;
  /** A pod is synced again after this, lengthened by up to half of it. */
  readonly syncFrequencyMs: Millis;
  /** The same after a failed sync. */
  readonly errorBackOffMs: Millis;
  /** How much requeue waits are lengthened at most, as a part of themselves. */
  readonly requeueJitter: number;
  readonly crashBackOffInitialMs: Millis;
  readonly crashBackOffMaxMs: Millis;
  /** A run longer than this is forgiven. */
  readonly crashBackOffResetMs: Millis;
  readonly imageBackOffInitialMs: Millis;
  readonly imageBackOffMaxMs: Millis;
  readonly serializeImagePulls: boolean;
  /** How long the volume wait of a pod with volumes takes. */
  readonly volumePollMs: Millis;
  /** From a watch event at the API server to the kubelet acting on it. */
  readonly watchLatencyMs: Millis;
  /** From a status change to its write. */
  readonly statusLatencyMs: Millis;
  /** From a sync that acted to the relist that it asked for. */
  readonly relistLatencyMs: Millis;
}

export const defaultKubeletSettings: KubeletSettings = {
  relistPeriodMs: 1003,
  syncTickMs: 1000,
  syncFrequencyMs: 60_000,
  errorBackOffMs: 10_000,
  requeueJitter: 0.5,
  crashBackOffInitialMs: 10_000,
  crashBackOffMaxMs: 300_000,
  crashBackOffResetMs: 600_000,
  imageBackOffInitialMs: 10_000,
  imageBackOffMaxMs: 300_000,
  serializeImagePulls: true,
  volumePollMs: 300,
  watchLatencyMs: 5,
  statusLatencyMs: 4,
  relistLatencyMs: 5,
};

/** Round numbers and no jitter: what a teacher writes on the board. */
export const textbookKubeletSettings: KubeletSettings = {
  ...defaultKubeletSettings,
  relistPeriodMs: 1000,
  requeueJitter: 0,
};
