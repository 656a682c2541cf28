/** Thresholds of eviction signals: when one is crossed, for how long, and which conditions the node has by that. */
import { quantityValue } from '#kube-api';
import type { Instant, Millis } from '#kernel';
import type { KubeletSettings } from '../settings.ts';
import { pressures, signalNames, signals, type Observations, type Pressure, type Signal } from './signals.ts';

export interface Threshold {
  /** `hard memory.available`. */
  readonly name: string;
  readonly signal: Signal;
  readonly isHard: boolean;
  /** A quantity or a share. */
  readonly value: string;
  /** How much more than the threshold must be free before it counts as left again. */
  readonly reclaim: string | undefined;
  /** How long it must be crossed before anything is done. */
  readonly graceMs: Millis;
}

export type EvictionSettings = Pick<
  KubeletSettings,
  'evictionHard' | 'evictionSoft' | 'evictionSoftGraceMs' | 'evictionMinimumReclaim' | 'evictionPressureTransitionMs'
>;

/** Hard ones first, each kind in the order of the signals. */
export function thresholdsOf(settings: EvictionSettings): readonly Threshold[] {
  const { evictionHard, evictionSoft, evictionSoftGraceMs, evictionMinimumReclaim } = settings;
  const kinds = [
    { kind: 'hard', values: evictionHard, grace: {} as typeof evictionSoftGraceMs },
    { kind: 'soft', values: evictionSoft, grace: evictionSoftGraceMs },
  ];
  return kinds.flatMap(({ kind, values, grace }) =>
    signalNames.flatMap((signal): readonly Threshold[] => {
      const value = values[signal];
      if (value === undefined) return [];
      const reclaim = evictionMinimumReclaim[signal];
      return [
        { name: `${kind} ${signal}`, signal, isHard: kind === 'hard', value, reclaim, graceMs: grace[signal] ?? 0 },
      ];
    }),
  );
}

/**
 * A threshold as an amount. Shares are single-precision numbers, so 15% of 100Gi is 640 bytes more than one would think.
 * @source kubelet v1.37 pkg/kubelet/eviction/api/types.go GetThresholdQuantity
 */
export function amountOf(value: string, capacity: number): number {
  if (!value.endsWith('%')) return quantityValue(value);
  return Math.trunc(capacity * Math.fround(Number(value.slice(0, -1)) / 100));
}

function isCrossed({ signal, value, reclaim }: Threshold, observations: Observations, withReclaim: boolean): boolean {
  const { available, capacity } = observations[signal];
  const more = withReclaim && reclaim !== undefined ? amountOf(reclaim, capacity) : 0;
  return available < amountOf(value, capacity) + more;
}

/** True when some threshold is crossed, or left by less than its minimum reclaim. */
export const isAnyCrossed = (thresholds: readonly Threshold[], observations: Observations): boolean =>
  thresholds.some((threshold) => isCrossed(threshold, observations, true));

/** What is remembered from round to round. Replaced, never changed. */
export interface Crossings {
  /** Since when thresholds are crossed, by name. */
  readonly since: ReadonlyMap<string, Instant>;
  /** Names of those that were acted on in the last round. */
  readonly met: readonly string[];
  /** When each condition was seen last. */
  readonly seenAt: ReadonlyMap<Pressure, Instant>;
}

export const noCrossings: Crossings = { since: new Map(), met: [], seenAt: new Map() };

export interface Verdict {
  readonly crossings: Crossings;
  /** Conditions of the node, in its order: they hold until they were not seen for a while. */
  readonly conditions: readonly Pressure[];
  /** Thresholds whose grace is over; memory first. */
  readonly met: readonly Threshold[];
}

/**
 * Looks at the thresholds once.
 * @source kubelet v1.37 pkg/kubelet/eviction/eviction_manager.go synchronize
 * @divergence statistics are always fresh: a round never waits for newer ones
 */
export function judge(
  settings: EvictionSettings,
  before: Crossings,
  { observations, now }: { readonly observations: Observations; readonly now: Instant },
): Verdict {
  const crossed = thresholdsOf(settings).filter(
    (threshold) =>
      isCrossed(threshold, observations, false) ||
      (before.met.includes(threshold.name) && isCrossed(threshold, observations, true)),
  );
  const since = new Map(crossed.map(({ name }) => [name, before.since.get(name) ?? now]));
  const seenAt = new Map(before.seenAt);
  for (const { signal } of crossed) seenAt.set(signals[signal].pressure, now);
  for (const [pressure, at] of seenAt) if (now - at >= settings.evictionPressureTransitionMs) seenAt.delete(pressure);
  const met = crossed.filter(({ name, graceMs }) => now - (since.get(name) ?? now) >= graceMs);
  return {
    crossings: { since, met: met.map(({ name }) => name), seenAt },
    conditions: pressures.filter((pressure) => seenAt.has(pressure)),
    met: met.toSorted((a, b) => rankOf(a) - rankOf(b)),
  };
}

const rankOf = ({ signal }: Threshold): number => (signals[signal].resource === 'memory' ? 0 : 1);
