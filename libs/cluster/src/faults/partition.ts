/** Fault: nothing gets to or from a node any more, its kubelet's words to the API server included, or it does again. */
import { hearNode, silenceNode, type ControllersHost } from '#controllers';
import { cutOffKubelet, isKubeletRunning, reconnectKubelet, type KubeletHost } from '#kubelet';
import { cutOffNode } from '#runtime';
import type { Fault } from './fault.ts';

export interface Partition {
  readonly node: string;
  readonly isCut: boolean;
}

export const partition: Fault<Partition, KubeletHost & ControllersHost> = (host, { node, isCut }) => {
  if (!host.kubelets.nodes.has(node)) return `no kubelet on node ${node}`;
  const hasChanged = isCut ? cutOffKubelet(host, node) : reconnectKubelet(host, node);
  if (!hasChanged) return `node ${node} is ${isCut ? 'cut off already' : 'not cut off'}`;
  cutOffNode(host, node, isCut);
  if (isCut) silenceNode(host, node);
  else if (isKubeletRunning(host, node)) hearNode(host, node);
  return undefined;
};
