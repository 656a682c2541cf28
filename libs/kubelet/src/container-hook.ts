/** Runs a lifecycle hook of a container through the hook engine. */
import type { Address } from '#kernel';
import type { LifecycleHandler } from '#kube-api';
import { findSpec, podIPOf, podText, type KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';

/** `kube-lifecycle/1.37` */
const userAgentOf = ({ host }: KubeletContext): string => `kube-lifecycle/${host.api.behavior.minor}`;

export interface HookOrder {
  readonly hook: LifecycleHandler;
  readonly container: string;
  readonly containerId: string;
}

/** The reply carries a HookResult. */
export function runHook(
  ctx: KubeletContext,
  worker: PodWorker,
  { hook, container, containerId }: HookOrder,
  reply: Address,
): void {
  const ports = findSpec(worker.pod, container)?.ports ?? [];
  const namedPorts = Object.fromEntries(
    ports.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort] as const])),
  );
  const target = { container, podText: podText(worker.pod), podIP: sandboxIP(ctx, worker), namedPorts };
  const asking = { node: worker.node, uid: worker.uid, containerId, userAgent: userAgentOf(ctx) };
  ctx.hooks.run(ctx.host, { hook, target, asking }, reply);
}

/** Hooks ask the runtime for the address, for the cache may not know a new sandbox yet. */
function sandboxIP(ctx: KubeletContext, worker: PodWorker): string {
  const pod = ctx.host.runtime.nodes.get(worker.node)?.pods.get(worker.uid);
  return pod?.sandboxes.at(-1)?.ip || podIPOf(ctx, worker);
}
