/** Looking at a pod in the runtime. */
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import type { PodView } from './pod-view.ts';

/** The pod as the runtime has it now. The address of a sandbox that is gone is kept. */
export function lookAt(ctx: KubeletContext, worker: PodWorker): PodView {
  const pod = ctx.host.runtime.nodes.get(worker.node)?.pods.get(worker.uid);
  const sandboxes = pod?.sandboxes ?? [];
  const newest = sandboxes.at(-1);
  const podIP = newest?.state === 'ready' ? newest.ip : worker.view.podIP;
  return { at: ctx.host.now, sandboxes, containers: pod?.containers ?? [], podIP };
}
