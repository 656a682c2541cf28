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
  /** No more pods than this are beside it. */
  readonly othersMax: number;
}

const NONE: readonly never[] = Object.freeze([]);

/** The request of a pod: for the usual one the CPU and memory of its containers, without detours. */
export function askedBy(pod: Pod): Asked {
  const { spec } = pod;
  if (spec.initContainers || spec.overhead || spec.resources) return specRequest(pod);
  let [cpu, memory] = [0, 0];
  for (const { resources, ports } of spec.containers) {
    if (ports?.some(({ hostPort }) => hostPort)) return specRequest(pod);
    const requests = resources?.requests;
    if (!requests) continue;
    for (const name in requests) if (name !== 'cpu' && name !== 'memory') return specRequest(pod);
    if (requests['cpu'] !== undefined) cpu += milliValue(requests['cpu']);
    if (requests['memory'] !== undefined) memory += quantityValue(requests['memory']);
  }
  return { cpu, memory, ephemeralStorage: 0, scalars: NONE, hostPorts: NONE };
}

/**
 * The first predicate that fails.
 * @source kubelet v1.37 pkg/kubelet/lifecycle/predicate.go
 */
export function rejectionOf(admission: Admission): Rejection | undefined {
  const shortage = shortageOf(admission);
  if (shortage) return shortage;
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

/** The first resource of which too little is left. Extended ones that the node does not have are not asked for. */
function shortageOf({ asked, node, others, othersMax }: Admission): Rejection | undefined {
  const allocatable = node.status?.allocatable ?? {};
  const capacity = quantityValue(allocatable['pods']);
  if (asksForNothing(asked) && othersMax < capacity) return undefined;
  const held = others();
  if (held.length + 1 > capacity) return outOf('pods', { requested: 1, used: held.length, capacity });
  const { cpu, memory, ephemeralStorage, scalars } = asked;
  return (
    lack('cpu', cpu, { held, allocatable, of: (one) => one.cpu }) ??
    lack('memory', memory, { held, allocatable, of: (one) => one.memory }) ??
    lack('ephemeral-storage', ephemeralStorage, { held, allocatable, of: (one) => one.ephemeralStorage }) ??
    firstOf(scalars, ([name, amount]) =>
      allocatable[name] === undefined
        ? undefined
        : lack(name, amount, { held, allocatable, of: (one) => scalarOf(one, name) }),
    )
  );
}

const asksForNothing = ({ cpu, memory, ephemeralStorage, scalars }: Asked): boolean =>
  cpu === 0 && memory === 0 && ephemeralStorage === 0 && scalars.length === 0;

interface Supply {
  readonly held: readonly Asked[];
  readonly allocatable: ResourceList;
  readonly of: (one: Asked) => number;
}

function lack(name: string, requested: number, { held, allocatable, of }: Supply): Rejection | undefined {
  if (requested === 0) return undefined;
  const capacity = name === 'cpu' ? milliValue(allocatable[name]) : quantityValue(allocatable[name]);
  let used = 0;
  for (const one of held) used += of(one);
  return requested > capacity - used ? outOf(name, { requested, used, capacity }) : undefined;
}

const scalarOf = ({ scalars }: Asked, name: string): number => scalars.find(([other]) => other === name)?.[1] ?? 0;

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function outOf(
  name: string,
  { requested, used, capacity }: { readonly requested: number; readonly used: number; readonly capacity: number },
): Rejection {
  const message = `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${name}`, message };
}
