/** Admission of a pod to the node of a kubelet, beside the pods that are there. */
import type { Node, Pod } from '#kube-api';
import { getObject } from '#object-store';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';
import { askedBy, rejectionOf, type Admission, type AtMost, type Rejection } from './pod-admission.ts';

/** Why the node of a kubelet cannot take a pod beside the others that it has; `undefined` when it can. */
export function checkAdmission(ctx: KubeletContext, self: PodWorker, pod: Pod): Rejection | undefined {
  const admission = admissionOf(ctx, self, pod);
  return admission && rejectionOf(admission);
}

/** A pod, its node and the others there; `undefined` where nothing is known of the node. */
export function admissionOf(ctx: KubeletContext, self: PodWorker, pod: Pod): Admission | undefined {
  const node = getObject(ctx.host.store, 'nodes', ctx.node.name) as Node | undefined; // by its resource
  return (
    node && {
      pod,
      asked: askedBy(pod),
      node,
      others: () => activeBeside(ctx, self).map(({ asked }) => asked),
      atMost: boundBeside(ctx, self),
    }
  );
}

/** All pods of the node but this one, those that hold nothing any more counted in. */
const boundBeside = ({ node: { workers, asked } }: KubeletContext, { asked: own }: PodWorker): AtMost => ({
  pods: workers.size - 1,
  cpu: asked.cpu - own.cpu,
  memory: asked.memory - own.memory,
});

/** The other pods that may still have something running. */
export function activeBeside({ node }: KubeletContext, self: PodWorker): readonly PodWorker[] {
  const others: PodWorker[] = [];
  for (const worker of node.workers.values()) if (worker !== self && isActive(worker)) others.push(worker);
  return others;
}

export const isActive = ({ state }: PodWorker): boolean => state === 'sync' || state === 'terminating';
