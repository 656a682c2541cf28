/** What is used on a node, pod by pod and in sum, from the figures that the runtime has. */
import { quantityValue, type Node, type Pod, type Volume } from '#kube-api';
import { getObject } from '#object-store';
import { addUsage, containerUsage, isNoUsage, noUsage, type Usage } from '#runtime';
import type { KubeletContext } from '../context.ts';
import type { KubeletHost, NodeKubelet, PodWorker } from '../kubelet-state.ts';
import type { Observations } from './signals.ts';

/** What a pod uses. */
export interface PodStats {
  /** All of it together. */
  readonly total: Usage;
  /** By container, in the order of the spec. */
  readonly containers: ReadonlyMap<string, Usage>;
  /** By volume; only volumes on the node's disk. */
  readonly volumes: ReadonlyMap<string, Usage>;
}

const isOnDisk = ({ emptyDir }: Volume): boolean => emptyDir?.medium !== 'Memory';

const containersOf = ({ spec }: Pod): readonly { readonly name: string }[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
];

/** What a pod uses; `undefined` for one without a sandbox: there are no statistics of it. */
export function statsOf(ctx: KubeletContext, worker: PodWorker): PodStats | undefined {
  const runtime = ctx.host.runtime.nodes.get(ctx.node.name);
  if (!runtime?.pods.get(worker.uid)?.sandboxes.length) return undefined;
  const said = runtime.usage.pods.get(worker.uid);
  const containers = new Map<string, Usage>();
  const volumes = new Map<string, Usage>();
  for (const { name } of containersOf(worker.pod)) containers.set(name, containerUsage(runtime, worker.uid, name));
  // The volumes of a pod go when nothing of it can run any more.
  for (const volume of worker.state === 'finished' ? [] : (worker.pod.spec.volumes ?? [])) {
    const usage = said?.volumes.get(volume.name);
    if (usage) volumes.set(volume.name, isOnDisk(volume) ? usage : inMemory(usage));
  }
  return { total: [...containers.values(), ...volumes.values()].reduce(addUsage, noUsage), containers, volumes };
}

/** Files of a volume in memory take memory. */
const inMemory = (usage: Usage): Usage => ({
  ...noUsage,
  memory: usage.memory + usage.ephemeralStorage,
});

/** mkfs.ext4 makes one inode for so many bytes. */
const BYTES_PER_INODE = 16_384;
/** The kernel's limit of processes on a machine of 64 bits, as distributions set it. */
const PID_MAX = 4_194_304;

/**
 * What is left on the node; `undefined` where the API server has no such node any more.
 * @divergence capacities are those of the node object; images, logs and the system take nothing unless somebody says so
 */
export function observeNode(ctx: KubeletContext): Observations | undefined {
  const node = getObject(ctx.host.store, 'nodes', ctx.node.name) as Node | undefined; // nodes holds Nodes
  if (!node) return undefined;
  const { capacity = {} } = node.status ?? {};
  const used = usedOn(ctx);
  const disk = quantityValue(capacity['ephemeral-storage']);
  const memory = quantityValue(capacity['memory']);
  const inodes = Math.floor(disk / BYTES_PER_INODE);
  const left = (all: number, taken: number) => ({ available: Math.max(0, all - taken), capacity: all });
  const bytesLeft = left(disk, used.ephemeralStorage);
  const inodesLeft = left(inodes, used.inodes);
  return {
    'memory.available': left(memory, used.memory),
    'nodefs.available': bytesLeft,
    'nodefs.inodesFree': inodesLeft,
    'imagefs.available': bytesLeft,
    'imagefs.inodesFree': inodesLeft,
    'pid.available': left(PID_MAX, used.pids),
  };
}

function usedOn(ctx: KubeletContext): Usage {
  const runtime = ctx.host.runtime.nodes.get(ctx.node.name);
  let used = runtime?.usage.own ?? noUsage;
  for (const uid of runtime?.usage.pods.keys() ?? []) {
    const worker = ctx.node.workers.get(uid);
    used = addUsage(used, (worker && statsOf(ctx, worker)?.total) ?? noUsage);
  }
  return used;
}

/** True when the node takes anything, or a pod with figures may, or has left something behind. */
export function isAnythingUsed({ runtime: { nodes } }: KubeletHost, { name, workers }: NodeKubelet): boolean {
  const runtime = nodes.get(name);
  if (!runtime) return false;
  if (!isNoUsage(runtime.usage.own)) return true;
  for (const uid of runtime.usage.pods.keys()) {
    const isOver = (workers.get(uid)?.state ?? 'finished') === 'finished';
    if (!isOver || runtime.pods.get(uid)?.containers.length) return true;
  }
  return false;
}
