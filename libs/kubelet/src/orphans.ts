/**
 * Pods that run without a worker: removed while the kubelet was down, or refused when it came back and looked at them anew.
 */
import type { Pod } from '#kube-api';
import { listObjects } from '#object-store';
import { removeContainer, removeSandboxes, stopContainer, stopPodSandbox, type RuntimePod } from '#runtime';
import type { KubeletContext } from './context.ts';

/** Seconds between TERM and KILL: nobody is left who could ask for more. */
const GRACE = 2;

/**
 * Stops what still runs of such pods, and removes what has ended unless the API server has the pod; it is called again
 * whenever something has stopped.
 * @source kubelet v1.37 pkg/kubelet/kubelet_pods.go HandlePodCleanups
 */
export function sweepOrphans(ctx: KubeletContext): void {
  const { host, node } = ctx;
  const pods = host.runtime.nodes.get(node.name)?.pods;
  if (!pods) return;
  const known = new Set((listObjects(host.store, 'pods') as Pod[]).map(({ metadata }) => metadata.uid)); // pods holds Pods
  for (const pod of pods.values()) {
    const worker = node.workers.get(pod.uid);
    if (worker?.state === 'finished') stopPod(ctx, pod);
    else if (!worker && !known.has(pod.uid) && stopPod(ctx, pod)) removePod(ctx, pod);
  }
}

/** Stops containers, then the sandbox. True when nothing runs. */
function stopPod({ host, node }: KubeletContext, pod: RuntimePod): boolean {
  const again = { owner: 'kubelet', kind: 'sweep-orphans', payload: { node: node.name } };
  const ref = { node: node.name, uid: pod.uid };
  const running = pod.containers.filter(({ state }) => state === 'running');
  const processes = host.runtime.nodes.get(node.name)?.processes;
  for (const { id } of running)
    if (!processes?.get(id)?.isTermSent) stopContainer(host, { ...ref, id, timeout: GRACE }, again);
  if (running.length > 0) return false;
  if (!pod.sandboxes.some(({ state }) => state === 'ready')) return true;
  stopPodSandbox(host, ref, again);
  return false;
}

function removePod({ host, node }: KubeletContext, pod: RuntimePod): void {
  const ref = { node: node.name, uid: pod.uid };
  for (const { id } of pod.containers) removeContainer(host, { ...ref, id });
  removeSandboxes(host, ref, 0);
}
