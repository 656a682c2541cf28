/** NoSchedule taints follow the conditions of a node, and whether it is cordoned. */
import type { Node, Taint } from '#kube-api';
import { timestampOf } from '#apiserver';
import type { StoreHost } from '#object-store';
import { conditionOf, NOT_READY, UNREACHABLE } from './node-facts.ts';
import { setTaints } from './node-writes.ts';

/** Condition, status, taint. */
const taintOf = [
  ['Ready', 'False', NOT_READY],
  ['Ready', 'Unknown', UNREACHABLE],
  ['MemoryPressure', 'True', 'node.kubernetes.io/memory-pressure'],
  ['DiskPressure', 'True', 'node.kubernetes.io/disk-pressure'],
  ['PIDPressure', 'True', 'node.kubernetes.io/pid-pressure'],
  ['NetworkUnavailable', 'True', 'node.kubernetes.io/network-unavailable'],
] as const;

const CORDONED = 'node.kubernetes.io/unschedulable';
const managed: ReadonlySet<string> = new Set([...taintOf.map(([, , key]) => key), CORDONED]);

const isManaged = ({ key, effect }: Taint): boolean => effect === 'NoSchedule' && managed.has(key);

/** Keys of the NoSchedule taints that a node should have. */
export function wantedTaints(node: Node): readonly string[] {
  const keys = taintOf.filter(([type, status]) => conditionOf(node, type)?.status === status).map(([, , key]) => key);
  return node.spec.unschedulable ? [...keys, CORDONED] : keys;
}

/**
 * Makes the NoSchedule taints of a node what its conditions ask for; taints that others have put there stay.
 * @source kube-controller-manager v1.37 pkg/controller/nodelifecycle: doNoScheduleTaintingPass
 */
export function reconcileNoSchedule(host: StoreHost, node: Node): Node {
  const wanted = wantedTaints(node);
  const taints = node.spec.taints ?? [];
  const present = taints.filter(isManaged).map(({ key }) => key);
  const missing = wanted.filter((key) => !present.includes(key));
  if (missing.length === 0 && present.every((key) => wanted.includes(key))) return node;
  const kept = taints.filter((taint) => !isManaged(taint) || wanted.includes(taint.key));
  const timeAdded = timestampOf(host);
  return setTaints(host, node, [...kept, ...missing.map((key) => ({ key, effect: 'NoSchedule' as const, timeAdded }))]);
}
