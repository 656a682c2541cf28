/** What the numbers among the kubelet's settings may be. */
import { HOUR, MINUTE, SECOND } from '#kernel';
import type { KubeletSettings } from './settings.ts';

/** Both ends belong to it. */
export type Range = readonly [least: number, most: number];

type NumberSetting = {
  [K in keyof KubeletSettings]: KubeletSettings[K] extends number ? K : never;
}[keyof KubeletSettings];

const DAY = 24 * HOUR;

const loop: Range = [100, MINUTE];
const wait: Range = [1, DAY];
const latency: Range = [0, MINUTE];
const time: Range = [0, DAY];

/**
 * Loops have a pace, so that time passes between their rounds.
 * @source kubelet v1.37 pkg/kubelet/apis/config/validation for the back-off of crashes
 */
export const kubeletSettingRanges: Readonly<Record<NumberSetting, Range>> = {
  relistPeriodMs: loop,
  syncTickMs: loop,
  syncFrequencyMs: [SECOND, DAY],
  errorBackOffMs: [SECOND, DAY],
  requeueJitter: [0, 1],
  crashBackOffInitialMs: [SECOND, 5 * MINUTE],
  crashBackOffMaxMs: [SECOND, 5 * MINUTE],
  crashBackOffResetMs: time,
  imageBackOffInitialMs: wait,
  imageBackOffMaxMs: wait,
  volumePollMs: [1, MINUTE],
  volumeWaitMs: wait,
  watchLatencyMs: latency,
  statusLatencyMs: latency,
  relistLatencyMs: latency,
  evictionMaxPodGraceSeconds: [0, DAY / SECOND],
  evictionPressureTransitionMs: time,
  evictionPeriodMs: [100, HOUR],
  shutdownGraceMs: time,
  shutdownGraceCriticalPodsMs: time,
};
