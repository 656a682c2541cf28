/** What the node controllers read from a node. */
import { findCondition, type Node, type NodeCondition, type Pod, type Taint } from '#kube-api';
import { getObject, listObjects, type StoreHost } from '#object-store';

export const NOT_READY = 'node.kubernetes.io/not-ready';
export const UNREACHABLE = 'node.kubernetes.io/unreachable';

export const findNode = ({ store }: StoreHost, name: string): Node | undefined =>
  getObject(store, 'nodes', name) as Node | undefined; // nodes holds Nodes

/** By name. */
export const allNodes = ({ store }: StoreHost): readonly Node[] => listObjects(store, 'nodes') as Node[]; // nodes holds Nodes

/** Pods of a node, by namespace and name. */
export function podsOf({ store }: StoreHost, nodeName: string): readonly Pod[] {
  const pods = listObjects(store, 'pods') as Pod[]; // pods holds Pods
  return pods.filter(({ spec }) => spec.nodeName === nodeName);
}

export const conditionOf = ({ status }: Node, type: string): NodeCondition | undefined =>
  findCondition(status?.conditions, type);

/** Status of the condition Ready; undefined before the first report. */
export const readinessOf = (node: Node): NodeCondition['status'] | undefined => conditionOf(node, 'Ready')?.status;

export const isReady = (node: Node): boolean => readinessOf(node) === 'True';

export const noExecuteTaints = ({ spec }: Node): readonly Taint[] =>
  (spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
