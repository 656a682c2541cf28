/** Fault: a node takes so much beside its pods from now on: for the system, images, logs. */
import { requestEvictionRound, type KubeletHost } from '#kubelet';
import { setNodeUsage } from '#runtime';
import type { Fault } from './fault.ts';
import { usageOf, type UsageFigures } from './set-usage.ts';
import type { NodeName } from './stop-kubelet.ts';

export const setNodeUsageFault: Fault<NodeName & UsageFigures, KubeletHost> = (host, { node, ...figures }) => {
  const kubelet = host.kubelets.nodes.get(node);
  if (!kubelet) return `no kubelet on node ${node}`;
  setNodeUsage(host, node, usageOf(figures));
  requestEvictionRound(host, kubelet);
  return undefined;
};
