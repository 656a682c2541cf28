/** Forgetting a pod that is finished and gone: its worker, its probes, its containers. */
import { forgetObject } from '#apiserver';
import { removeContainer, removeSandboxes } from '#runtime';
import type { KubeletContext } from './context.ts';
import { setAsked, type PodWorker } from './kubelet-state.ts';

/** Leaves nothing of the pod on its node. */
export function forgetPod(ctx: KubeletContext, worker: PodWorker): void {
  const { host, node } = ctx;
  const ref = { node: node.name, uid: worker.uid };
  for (const { id } of host.runtime.nodes.get(node.name)?.pods.get(worker.uid)?.containers ?? [])
    removeContainer(host, { ...ref, id });
  removeSandboxes(host, ref, 0);
  ctx.probes.removeWorkers(host, worker.uid, () => true);
  forgetObject(node.recorder, worker.uid);
  setAsked(node, worker);
  worker.isForgotten = true;
  if (worker.isDirty) node.dirty = node.dirty.filter((other) => other !== worker);
  node.workers.delete(worker.uid);
  node.awaiting.delete(worker.uid);
  node.pendingResizes.delete(worker.uid);
  host.kubelets.workers.delete(worker.uid);
}
