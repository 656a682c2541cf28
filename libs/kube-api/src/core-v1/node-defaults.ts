/** What the API server fills into nodes. */
import type { Node, Taint } from './node.ts';

/** Allocatable resources are the capacity unless the node says otherwise. */
export function defaultNode(node: Node): Node {
  const { capacity, allocatable } = node.status ?? {};
  const withSpec = node.spec ? node : { ...node, spec: {} };
  return capacity && !allocatable ? { ...withSpec, status: { ...node.status, allocatable: capacity } } : withSpec;
}

const NOT_READY = 'node.kubernetes.io/not-ready';

/**
 * A new node is not ready until the node controller has seen it.
 * @source kube-apiserver v1.37 plugin/pkg/admission/nodetaint
 */
export function taintNewNode(node: Node): Node {
  const taints = node.spec.taints ?? [];
  if (taints.some(({ key, effect }) => key === NOT_READY && effect === 'NoSchedule')) return node;
  const taint: Taint = { key: NOT_READY, effect: 'NoSchedule' };
  return { ...node, spec: { ...node.spec, taints: [...taints, taint] } };
}
