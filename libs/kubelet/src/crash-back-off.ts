/** Restart back-off of containers: whether a container may start now, and how long it waits next time. */
import type { Instant, Millis } from '#kernel';
import type { BackOffEntry } from './kubelet-state.ts';
import type { KubeletSettings } from './settings.ts';

type BackOffSettings = Pick<KubeletSettings, 'crashBackOffInitialMs' | 'crashBackOffMaxMs' | 'crashBackOffResetMs'>;

export type BackOffDecision =
  | { readonly kind: 'start'; readonly entry: BackOffEntry | undefined }
  | { readonly kind: 'wait'; readonly until: Instant; readonly backOffMs: Millis };

/**
 * @param finishedAt end of the newest exited instance; absent when there is none, which touches no entry
 * @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_manager.go doBackOff
 */
export function decideBackOff(
  settings: BackOffSettings,
  entry: BackOffEntry | undefined,
  times: { readonly now: Instant; readonly finishedAt: Instant | undefined },
): BackOffDecision {
  const { now, finishedAt } = times;
  if (finishedAt === undefined) return { kind: 'start', entry };
  const isForgiven = (at: Instant): boolean =>
    entry === undefined || at - entry.updatedAt > settings.crashBackOffResetMs;
  if (entry && !isForgiven(finishedAt) && now - finishedAt < entry.backOffMs)
    return { kind: 'wait', until: finishedAt + entry.backOffMs, backOffMs: entry.backOffMs };
  return {
    kind: 'start',
    entry: { backOffMs: nextBackOff(settings, isForgiven(now) ? undefined : entry), updatedAt: now },
  };
}

function nextBackOff(settings: BackOffSettings, entry: BackOffEntry | undefined): Millis {
  const initial = Math.min(settings.crashBackOffInitialMs, settings.crashBackOffMaxMs);
  return entry ? Math.min(2 * entry.backOffMs, settings.crashBackOffMaxMs) : initial;
}
