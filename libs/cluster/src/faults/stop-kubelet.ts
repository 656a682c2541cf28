/** Fault: the kubelet process of a node ends; containers go on. */
import { silenceNode, type ControllersHost } from '#controllers';
import { stopKubelet, type KubeletHost } from '#kubelet';
import type { Fault } from './fault.ts';

export interface NodeName {
  readonly node: string;
}

export const stopKubeletFault: Fault<NodeName, KubeletHost & ControllersHost> = (host, { node }) => {
  if (!stopKubelet(host, node)) return `no kubelet runs on node ${node}`;
  silenceNode(host, node);
  return undefined;
};
