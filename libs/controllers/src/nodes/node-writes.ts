/** How the node controllers write nodes: taints and conditions. */
import { extend } from '#kernel';
import type { Node, NodeCondition, Taint } from '#kube-api';
import { timestampOf } from '#apiserver';
import { updateObject, type StoreHost } from '#object-store';

/** Replaces the taints of a node; an empty list takes the field away. */
export function setTaints(host: StoreHost, node: Node, taints: readonly Taint[]): Node {
  const { taints: _before, ...rest } = node.spec;
  return updateObject(host, 'nodes', { ...node, spec: taints.length > 0 ? { ...rest, taints } : rest });
}

/** Adds a NoExecute taint of one key and takes those of other keys off. */
export function swapNoExecute(host: StoreHost, node: Node, key: string, others: readonly string[]): Node {
  const kept = withoutNoExecute(node.spec.taints, [key, ...others]);
  return setTaints(host, node, [...kept, { key, effect: 'NoExecute', timeAdded: timestampOf(host) }]);
}

/** The list without the NoExecute taints of these keys. */
export const withoutNoExecute = (taints: readonly Taint[] = [], keys: readonly string[]): readonly Taint[] =>
  taints.filter(({ key, effect }) => effect !== 'NoExecute' || !keys.includes(key));

export function setConditions(host: StoreHost, node: Node, conditions: readonly NodeCondition[]): Node {
  return updateObject(host, 'nodes', { ...node, status: extend(node.status ?? {}, { conditions }) });
}
