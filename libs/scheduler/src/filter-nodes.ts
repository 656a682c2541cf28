/** Filtering: which nodes can take a pod, and why the others cannot. */
import { uidOf } from './cluster-cache.ts';
import { addRecord, removeRecord, type NodeInfo, type PodRecord } from './node-info.ts';
import type { Cycle, FilterPlugin, NodeFilter, Preparation, Rejection } from './plugin.ts';

/** The filters of one cycle after PreFilter. */
export interface PreparedFilters {
  readonly plugins: readonly FilterPlugin[];
  readonly filters: readonly NodeFilter[];
  /** Names that came into question, by the plugin that narrowed them. */
  readonly narrowed: readonly { readonly plugin: string; readonly nodeNames: ReadonlySet<string> }[];
  /** Set when the pod is refused as a whole. */
  readonly rejection: Preparation['rejection'];
}

/** Nodes that fit, and the refused ones side by side with their rejections. */
export interface FilteredNodes {
  readonly feasible: NodeInfo[];
  readonly refused: NodeInfo[];
  readonly rejections: Rejection[];
}

const ALWAYS_EXAMINED = 100;
const SMALLEST_PERCENTAGE = 5;

/**
 * How many feasible nodes are enough.
 * @source kube-scheduler v1.37 pkg/scheduler: numFeasibleNodesToFind
 */
export function feasibleNodesToFind(nodes: number): number {
  if (nodes < ALWAYS_EXAMINED) return nodes;
  const percentage = Math.max(SMALLEST_PERCENTAGE, 50 - Math.trunc(nodes / 125));
  return Math.max(ALWAYS_EXAMINED, Math.trunc((nodes * percentage) / 100));
}

/** Asks the plugins about the pod (PreFilter). */
export function prepareFilters(cycle: Cycle, plugins: readonly FilterPlugin[]): PreparedFilters {
  const filters: NodeFilter[] = [];
  const narrowed: { plugin: string; nodeNames: ReadonlySet<string> }[] = [];
  for (const plugin of plugins) {
    const preparation = plugin.prepare(cycle);
    if (preparation?.rejection) return { plugins, filters, narrowed, rejection: preparation.rejection };
    if (preparation?.filter) filters.push(preparation.filter);
    if (preparation?.nodeNames) narrowed.push({ plugin: plugin.name, nodeNames: preparation.nodeNames });
  }
  return { plugins, filters, narrowed, rejection: undefined };
}

/** Looks for feasible nodes, beginning where the last search ended, until there are enough. */
export function filterNodes(cycle: Cycle, prepared: PreparedFilters): FilteredNodes {
  const state = cycle.host.scheduler;
  const { nodes } = state;
  const result: FilteredNodes = { feasible: [], refused: [], rejections: [] };
  const enough = feasibleNodesToFind(nodes.length);
  let examined = 0;
  for (; examined < nodes.length && result.feasible.length < enough; examined++) {
    const node = nodes[(state.nextStart + examined) % nodes.length] as NodeInfo; // within bounds by the remainder
    const rejected = refuse(cycle, prepared, node);
    if (rejected) result.rejections.push(rejected);
    (rejected ? result.refused : result.feasible).push(node);
  }
  state.nextStart = (state.nextStart + examined) % nodes.length;
  return result;
}

/** Why one node is refused, nominated pods considered; undefined when it fits. */
export function refuse(cycle: Cycle, prepared: PreparedFilters, node: NodeInfo): Rejection | undefined {
  const { plugins, filters, narrowed } = prepared;
  for (const { plugin, nodeNames } of narrowed) if (!nodeNames.has(node.name)) return outsideOf(plugin);
  return refuseWithNominated(cycle, plugins, node) ?? firstRejection(filters, node);
}

const outsideOf = (plugin: string): Rejection => ({
  plugin,
  reasons: [`node(s) didn't satisfy plugin(s) [${plugin}]`],
  unresolvable: true,
});

function firstRejection(filters: readonly NodeFilter[], node: NodeInfo): Rejection | undefined {
  for (const filter of filters) {
    const rejected = filter(node);
    if (rejected) return rejected;
  }
  return undefined;
}

/** The same with fresh preparation, for a node whose pods were changed for a trial. */
export function refuseAfresh(cycle: Cycle, plugins: readonly FilterPlugin[], node: NodeInfo): Rejection | undefined {
  const { filters, rejection } = prepareFilters(cycle, plugins);
  return rejection ?? firstRejection(filters, node);
}

/** Pods nominated to the node with at least this priority count as if they were there. */
function refuseWithNominated(cycle: Cycle, plugins: readonly FilterPlugin[], node: NodeInfo): Rejection | undefined {
  if (cycle.host.scheduler.nominated.size === 0) return undefined;
  const nominated = nominatedTo(cycle, node);
  if (nominated.length === 0) return undefined;
  for (const record of nominated) addRecord(node, record);
  const rejected = refuseAfresh(cycle, plugins, node);
  for (const { uid } of nominated) removeRecord(node, uid);
  return rejected;
}

function nominatedTo({ host, pod }: Cycle, node: NodeInfo): PodRecord[] {
  const records: PodRecord[] = [];
  for (const { nodeName, record } of host.scheduler.nominated.values())
    if (nodeName === node.name && record.uid !== uidOf(pod) && record.priority >= (pod.spec.priority ?? 0))
      records.push(record);
  return records;
}
