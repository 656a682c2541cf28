/** Secrets for pulling images: the kubelet pulls without the ones that are not there, and says so when that fails. */
import { findObject } from '#object-store';
import { podEvent, type KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';

/**
 * Reports the pull secrets that are missing, after a sync in which a pull failed.
 * @source kubelet v1.37 pkg/kubelet/kubelet.go SyncPod
 */
export function reportMissingPullSecrets(ctx: KubeletContext, worker: PodWorker): void {
  const { metadata, spec } = worker.pod;
  const isMissing = (name: string): boolean =>
    findObject(ctx.host.store, 'secrets', { namespace: metadata.namespace, name }) === undefined;
  const missing = (spec.imagePullSecrets ?? []).flatMap(({ name }) => (name && isMissing(name) ? [name] : []));
  if (missing.length === 0) return;
  const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
  podEvent(ctx, worker, { type: 'Warning', reason: 'FailedToRetrieveImagePullSecret', message });
}
