/** Kubelet settings that change a lifecycle, with the defaults of v1.37. */
import type { Millis } from '#kernel';
import type { Signal, ThresholdValues } from './eviction/signals.ts';

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
  /** How long a sync waits for volumes before it fails. */
  readonly volumeWaitMs: Millis;
  /** From a watch event at the API server to the kubelet acting on it. */
  readonly watchLatencyMs: Millis;
  /** From a status change to its write. */
  readonly statusLatencyMs: Millis;
  /** From a sync that acted to the relist that it asked for. */
  readonly relistLatencyMs: Millis;
  /** What must be left at least, or pods are evicted at once. */
  readonly evictionHard: ThresholdValues;
  /** What must be left, or pods are evicted after a while. */
  readonly evictionSoft: ThresholdValues;
  /** By signal: for how long a soft threshold must be crossed. */
  readonly evictionSoftGraceMs: Readonly<Partial<Record<Signal, Millis>>>;
  /** How much more than a threshold must be free before it counts as left again. */
  readonly evictionMinimumReclaim: ThresholdValues;
  /** The most that a pod gets to end in when a soft threshold is crossed. */
  readonly evictionMaxPodGraceSeconds: number;
  /** For how long a pressure must be gone before the node's condition says so. */
  readonly evictionPressureTransitionMs: Millis;
  /** Period of the rounds in which thresholds are looked at. */
  readonly evictionPeriodMs: Millis;
  /** How long pods have when the machine goes down; 0: the kubelet does not care. */
  readonly shutdownGraceMs: Millis;
  /** How much of that is kept for critical pods, at the end. */
  readonly shutdownGraceCriticalPodsMs: Millis;
  /** Instead of both: how long pods have from which priority on. */
  readonly shutdownGraceByPodPriority: readonly ShutdownGrace[];
}

/** The time of a group of pods: from this priority up to that of the next group. */
export interface ShutdownGrace {
  readonly priority: number;
  readonly seconds: number;
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
  volumeWaitMs: 123_000,
  watchLatencyMs: 5,
  statusLatencyMs: 4,
  relistLatencyMs: 5,
  evictionHard: {
    'memory.available': '100Mi',
    'nodefs.available': '10%',
    'nodefs.inodesFree': '5%',
    'imagefs.available': '15%',
    'imagefs.inodesFree': '5%',
  },
  evictionSoft: {},
  evictionSoftGraceMs: {},
  evictionMinimumReclaim: {},
  evictionMaxPodGraceSeconds: 0,
  evictionPressureTransitionMs: 300_000,
  evictionPeriodMs: 10_000,
  shutdownGraceMs: 0,
  shutdownGraceCriticalPodsMs: 0,
  shutdownGraceByPodPriority: [],
};

/** Round numbers and no jitter: what a teacher writes on the board. */
export const textbookKubeletSettings: KubeletSettings = {
  ...defaultKubeletSettings,
  relistPeriodMs: 1000,
  requeueJitter: 0,
};
