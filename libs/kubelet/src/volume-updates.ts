/** Files of volumes follow the objects that they were made from, at the kubelet's pace: with the next sync of the pod. */
import { draw, openStream, plan, type Millis } from '#kernel';
import type { KubeObject, Pod, Volume } from '#kube-api';
import type { StoreChange, Subscription } from '#object-store';
import { refreshVolumes, volumeFilesOf } from '#runtime';
import { podIPOf, type KubeletContext } from './context.ts';
import { findPodWorker, type KubeletHost, type PodWorker } from './kubelet-state.ts';
import type { KubeletSettings } from './settings.ts';

/** From a sync to the files: the populator's and the reconciler's loop. */
const LOOPS_MS: Millis = 200;

/** The kubelet watches the objects that its pods name. */
export const volumeSubscriptions = ({ watchLatencyMs: delay }: KubeletSettings): readonly Subscription[] =>
  ['configmaps', 'secrets'].map((resource) => ({ resource, owner: 'kubelet', delay }));

/**
 * An object has changed: pods whose files were made from it are due with their next regular sync.
 * @source kubelet v1.37 pkg/kubelet/volumemanager: a sync marks volumes as to be mounted again
 */
export function onVolumeObjectChanged(host: KubeletHost, { resource, object }: StoreChange): void {
  for (const [name, { volumes }] of host.runtime.nodes) {
    if (host.kubelets.nodes.get(name)?.link.isWatching !== true) continue;
    for (const uid of volumes.keys()) {
      const worker = findPodWorker(host, uid);
      if (worker && isNamedBy(worker.pod, resource, object)) planRefresh(host, worker, untilSync(host, worker, object));
    }
  }
}

function isNamedBy({ metadata, spec }: Pod, resource: string, object: KubeObject): boolean {
  if (metadata.namespace !== object.metadata.namespace) return false;
  const nameOf = resource === 'configmaps' ? mapNames : secretNames;
  return (spec.volumes ?? []).some((volume) => nameOf(volume).includes(object.metadata.name));
}

const mapNames = ({ configMap, projected }: Volume): readonly (string | undefined)[] => [
  configMap?.name,
  ...(projected?.sources ?? []).map((source) => source.configMap?.name),
];

const secretNames = ({ secret, projected }: Volume): readonly (string | undefined)[] => [
  secret?.secretName,
  ...(projected?.sources ?? []).map((source) => source.secret?.name),
];

/**
 * Regular syncs of a pod at rest are not played; when the next one would come is worked out when it matters.
 * @divergence With jitter the sync is somewhere in a period, whenever the last one was.
 */
function untilSync(host: KubeletHost, { uid, lastSyncAt }: PodWorker, { metadata }: KubeObject): Millis {
  const { syncFrequencyMs, requeueJitter } = host.kubelets.settings;
  if (requeueJitter === 0) return syncFrequencyMs - ((host.now - lastSyncAt) % syncFrequencyMs);
  const stream = openStream(host, `volumes/${uid}/${metadata.resourceVersion ?? ''}`);
  const period = syncFrequencyMs * (1 + requeueJitter * draw(host, stream));
  return Math.round(period * draw(host, stream));
}

/** A sync begins: objects that have changed are due then, and what the pod itself says may be new. */
export function syncVolumes({ host }: KubeletContext, worker: PodWorker): void {
  const volumes = volumeFilesOf(host, worker.node, worker.uid);
  if (!volumes) return;
  const { labels, annotations } = worker.pod.metadata;
  const isSame = labels === volumes.pod.metadata.labels && annotations === volumes.pod.metadata.annotations;
  if (volumes.refreshAt !== null || !isSame) planRefresh(host, worker, 0);
}

function planRefresh(host: KubeletHost, worker: PodWorker, delay: Millis): void {
  const volumes = volumeFilesOf(host, worker.node, worker.uid);
  const at = host.now + delay + LOOPS_MS;
  if (!volumes || (volumes.refreshAt !== null && volumes.refreshAt <= at)) return;
  volumes.refreshAt = at;
  plan(host, at - host.now, { owner: 'kubelet', kind: 'volumes-due', payload: { worker } });
}

/** The volumes of a pod are mounted again; void when they were earlier. */
export function onVolumesDue(ctx: KubeletContext, worker: PodWorker): void {
  const volumes = volumeFilesOf(ctx.host, worker.node, worker.uid);
  if (volumes?.refreshAt !== ctx.host.now) return;
  volumes.refreshAt = null;
  refreshVolumes(ctx.host, { node: worker.node, pod: worker.pod, podIP: podIPOf(ctx, worker) });
}
