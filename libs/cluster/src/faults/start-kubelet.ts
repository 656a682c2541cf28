/** Fault: the kubelet process of a node starts again. */
import { hearNode, type ControllersHost } from '#controllers';
import { startKubelet, type KubeletHost } from '#kubelet';
import type { Fault } from './fault.ts';
import type { NodeName } from './stop-kubelet.ts';

export const startKubeletFault: Fault<NodeName, KubeletHost & ControllersHost> = (host, { node }) => {
  const kubelet = host.kubelets.nodes.get(node);
  if (!kubelet) return `no kubelet on node ${node}`;
  if (!startKubelet(host, node)) return `the kubelet on node ${node} runs already`;
  if (!kubelet.link.isCut) hearNode(host, node);
  return undefined;
};
