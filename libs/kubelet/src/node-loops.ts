/** The periodic loops of a node, as arithmetic: when they tick next, when they ticked last. */
import type { Instant, Millis } from '#kernel';

/** The first tick strictly after an instant. */
export function nextTick(phase: Millis, period: Millis, after: Instant): Instant {
  return after < phase ? phase : phase + (Math.floor((after - phase) / period) + 1) * period;
}

/** The last tick strictly before an instant; -1 if there was none. */
export function lastTick(phase: Millis, period: Millis, before: Instant): Instant {
  return before <= phase ? -1 : phase + (Math.ceil((before - phase) / period) - 1) * period;
}
