/** Fault: the machine of a node is told to go down, or that it stays up after all. */
import { cancelShutdown, isKubeletRunning, signalShutdown, type KubeletHost } from '#kubelet';
import type { Fault } from './fault.ts';
import type { NodeName } from './stop-kubelet.ts';

export interface ShutdownNode extends NodeName {
  /** The shutdown is called off. */
  readonly cancel: boolean;
}

/** Pods end in time; what becomes of the machine then is told by `stop-kubelet` or `partition`. */
export const shutdownNode: Fault<ShutdownNode, KubeletHost> = (host, { node, cancel }) => {
  const kubelet = host.kubelets.nodes.get(node);
  if (!kubelet || !isKubeletRunning(host, node)) return `no kubelet runs on node ${node}`;
  if (cancel) return cancelShutdown(host, kubelet) ? undefined : `node ${node} is not shutting down`;
  if (kubelet.shutdown) return `node ${node} is shutting down already`;
  return signalShutdown(host, kubelet) ? undefined : `the kubelet on node ${node} has no grace period for shutdowns`;
};
