/** What containers, volumes and the node itself take: said from outside, counted here as long as it is there. */
import { nodeOf } from './records.ts';
import type { NodeRuntime, RuntimeHost } from './runtime-state.ts';
import { isNoUsage, noUsage, type PodUsage, type Usage } from './usage-figures.ts';

/** Says what the node takes beside its pods; what is left out stays. */
export function setNodeUsage(host: RuntimeHost, nodeName: string, change: Partial<Usage>): void {
  const { usage } = nodeOf(host, nodeName);
  usage.own = { ...usage.own, ...change };
}

/** A container or a volume of a pod, by name. */
export interface Consumer {
  readonly node: string;
  readonly uid: string;
  readonly kind: keyof PodUsage;
  readonly name: string;
}

/** Says what a container takes while it runs, or what lies in a volume; what is left out stays. */
export function setPodUsage(host: RuntimeHost, { node, uid, kind, name }: Consumer, change: Partial<Usage>): void {
  const { pods } = nodeOf(host, node).usage;
  const pod = pods.get(uid) ?? { containers: new Map<string, Usage>(), volumes: new Map<string, Usage>() };
  const next = { ...(pod[kind].get(name) ?? noUsage), ...change };
  if (isNoUsage(next)) pod[kind].delete(name);
  else pod[kind].set(name, next);
  if (pod.containers.size + pod.volumes.size === 0) pods.delete(uid);
  else pods.set(uid, pod);
}

/**
 * What a container takes now: its memory and processes end with the process, its files when the runtime removes the
 * container.
 */
export function containerUsage({ pods, usage }: NodeRuntime, uid: string, name: string): Usage {
  const said = usage.pods.get(uid)?.containers.get(name);
  const instances = said ? (pods.get(uid)?.containers.filter((one) => one.name === name) ?? []) : [];
  if (!said || instances.length === 0) return noUsage;
  return instances.some(({ state }) => state === 'running') ? said : { ...said, memory: 0, pids: 0 };
}
