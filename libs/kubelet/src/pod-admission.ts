/** The predicates of the kubelet's admission: what a node must have and allow. */
import { isTolerated, milliValue, quantityValue, type Node, type Pod, type ResourceList } from '#kube-api';
import { admitsNode, specRequest, type PodRequest } from '#scheduler';

/** Why a pod is refused: reason and text of the event. */
export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** What a pod asks of its node: milli-CPUs, bytes, pieces, ports. */
export type Asked = Pick<PodRequest, 'cpu' | 'memory' | 'ephemeralStorage' | 'scalars' | 'hostPorts'>;

/** A pod, its node, and what the pods beside it hold. */
export interface Admission {
  readonly pod: Pod;
  readonly asked: Asked;
  readonly node: Node;
  readonly others: () => readonly Asked[];
  /** A bound of what they hold together, which is at hand without asking each. */
  readonly atMost: AtMost;
}

/** Pods, milli-CPUs, bytes. */
export interface AtMost {
  readonly pods: number;
  readonly cpu: number;
  readonly memory: number;
}

const NONE: readonly never[] = Object.freeze([]);

export const askedBy = (pod: Pod): Asked => specRequest(pod);

/**
 * The first predicate that fails.
 * @source kubelet v1.37 pkg/kubelet/lifecycle/predicate.go
 */
export function rejectionOf(admission: Admission): Rejection | undefined {
  const [shortage] = shortagesOf(admission);
  return shortage ? outOf(shortage) : predicateRejection(admission);
}

/** Why a pod is refused although there is room for it. */
export function predicateRejection(admission: Admission): Rejection | undefined {
  for (const { name, reason, isMet } of predicates)
    if (!isMet(admission)) return { reason: name, message: `Predicate ${name} failed: ${reason}` };
  return undefined;
}

interface Predicate {
  readonly name: string;
  readonly reason: string;
  readonly isMet: (admission: Admission) => boolean;
}

const EVERY_IP = '0.0.0.0';

/** In the order in which they are asked. */
const predicates: readonly Predicate[] = [
  {
    name: 'NodeAffinity',
    reason: "node(s) didn't match Pod's node affinity/selector",
    isMet: ({ pod: { spec }, node }) => (!spec.nodeSelector && !spec.affinity) || admitsNode(spec, node),
  },
  {
    name: 'NodeName',
    reason: "node(s) didn't match the requested node name",
    isMet: ({ pod, node }) => pod.spec.nodeName === undefined || pod.spec.nodeName === node.metadata.name,
  },
  {
    name: 'NodePorts',
    reason: "node(s) didn't have free ports for the requested pod ports",
    isMet: ({ asked, others }) =>
      asked.hostPorts.length === 0 ||
      !others().some(({ hostPorts }) =>
        hostPorts.some((held) =>
          asked.hostPorts.some(
            ({ port, protocol, ip }) =>
              port === held.port &&
              protocol === held.protocol &&
              (ip === held.ip || ip === EVERY_IP || held.ip === EVERY_IP),
          ),
        ),
      ),
  },
  {
    name: 'TaintToleration',
    reason: "node(s) had taints that the pod didn't tolerate",
    isMet: ({ pod, node }) =>
      node.spec.taints?.every((taint) => taint.effect !== 'NoExecute' || isTolerated(taint, pod.spec.tolerations)) ??
      true,
  },
];

/** A resource of which too little is left. */
export interface Shortage {
  readonly name: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

/** How much of a resource a pod asks for. */
export const amountAsked = (asked: Asked, name: string): number => readerOf(name)(asked);

function readerOf(name: string): (asked: Asked) => number {
  return fixedAmounts[name] ?? (({ scalars }) => scalars.find(([other]) => other === name)?.[1] ?? 0);
}

const fixedAmounts: Readonly<Record<string, (asked: Asked) => number>> = {
  pods: () => 1,
  cpu: ({ cpu }) => cpu,
  memory: ({ memory }) => memory,
  'ephemeral-storage': ({ ephemeralStorage }) => ephemeralStorage,
};

const fixedNames = Object.keys(fixedAmounts);

/** Every resource of which too little is left. Extended ones that the node does not have are not asked for. */
export function shortagesOf({ asked, node, others, atMost }: Admission): readonly Shortage[] {
  const allocatable = node.status?.allocatable ?? {};
  if (isPlenty(asked, atMost, allocatable)) return NONE;
  const held = others();
  const found: Shortage[] = [];
  for (const name of fixedNames) lack(found, name, { asked, held, allocatable });
  for (const [name] of asked.scalars)
    if (allocatable[name] !== undefined) lack(found, name, { asked, held, allocatable });
  return found;
}

/** Even if the others hold as much as they may, there is enough. */
function isPlenty(
  { cpu, memory, ephemeralStorage, scalars }: Asked,
  atMost: AtMost,
  allocatable: ResourceList,
): boolean {
  if (ephemeralStorage > 0 || scalars.length > 0 || atMost.pods >= quantityValue(allocatable['pods'])) return false;
  const isEnoughCpu = cpu === 0 || cpu <= milliValue(allocatable['cpu']) - atMost.cpu;
  return isEnoughCpu && (memory === 0 || memory <= quantityValue(allocatable['memory']) - atMost.memory);
}

interface Supply {
  readonly asked: Asked;
  readonly held: readonly Asked[];
  readonly allocatable: ResourceList;
}

function lack(found: Shortage[], name: string, { asked, held, allocatable }: Supply): void {
  const amountOf = readerOf(name);
  const requested = amountOf(asked);
  if (requested === 0) return;
  const capacity = name === 'cpu' ? milliValue(allocatable[name]) : quantityValue(allocatable[name]);
  let used = 0;
  for (const one of held) used += amountOf(one);
  if (requested > capacity - used) found.push({ name, requested, used, capacity });
}

function outOf({ name, requested, used, capacity }: Shortage): Rejection {
  const message = `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${name}`, message };
}
