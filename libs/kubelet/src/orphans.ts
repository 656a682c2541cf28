/** Pods that the runtime has and the API server has not: what a kubelet finds when a pod was removed while it was down. */
import type { Pod } from '#kube-api';
import { listObjects } from '#object-store';
import { removeContainer, removeSandboxes, stopContainer, stopPodSandbox, type RuntimePod } from '#runtime';
import type { KubeletContext } from './context.ts';

/** Seconds between TERM and KILL: nobody is left who could ask for more. */
const GRACE = 2;

/**
 * Stops what still runs of such pods, and removes what has ended; it is called again whenever something has stopped.
 * @source kubelet v1.37 pkg/kubelet/kubelet_pods.go HandlePodCleanups
 */
export function sweepOrphans(ctx: KubeletContext): void {
  const { host, node } = ctx;
  const pods = host.runtime.nodes.get(node.name)?.pods;
  if (!pods) return;
  const known = new Set((listObjects(host.store, 'pods') as Pod[]).map(({ metadata }) => metadata.uid)); // pods holds Pods
  for (const pod of pods.values()) if (!known.has(pod.uid) && !node.workers.has(pod.uid)) sweep(ctx, pod);
}

function sweep({ host, node }: KubeletContext, pod: RuntimePod): void {
  const again = { owner: 'kubelet', kind: 'sweep-orphans', payload: { node: node.name } };
  const ref = { node: node.name, uid: pod.uid };
  const running = pod.containers.filter(({ state }) => state === 'running');
  const processes = host.runtime.nodes.get(node.name)?.processes;
  for (const { id } of running)
    if (!processes?.get(id)?.isTermSent) stopContainer(host, { ...ref, id, timeout: GRACE }, again);
  if (running.length > 0) return;
  if (pod.sandboxes.some(({ state }) => state === 'ready')) return stopPodSandbox(host, ref, again);
  for (const { id } of pod.containers) removeContainer(host, { ...ref, id });
  removeSandboxes(host, ref, 0);
}
