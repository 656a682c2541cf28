/** Figures of consumption: what containers, volumes and the node itself take, as somebody has said. */

/** Bytes, inodes, processes. */
export interface Usage {
  readonly memory: number;
  readonly ephemeralStorage: number;
  readonly inodes: number;
  readonly pids: number;
}

/** What the containers of a pod take while they are there, and what lies in its volumes, by name. */
export interface PodUsage {
  readonly containers: Map<string, Usage>;
  readonly volumes: Map<string, Usage>;
}

export interface NodeUsage {
  /** What the node takes beside its pods. */
  own: Usage;
  /** By pod uid; only of pods for which there are figures. */
  readonly pods: Map<string, PodUsage>;
}

export const noUsage: Usage = { memory: 0, ephemeralStorage: 0, inodes: 0, pids: 0 };

export const createNodeUsage = (): NodeUsage => ({ own: noUsage, pods: new Map() });

/** The sum of two figures. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    memory: a.memory + b.memory,
    ephemeralStorage: a.ephemeralStorage + b.ephemeralStorage,
    inodes: a.inodes + b.inodes,
    pids: a.pids + b.pids,
  };
}

/** True when nothing at all is taken. */
export const isNoUsage = ({ memory, ephemeralStorage, inodes, pids }: Usage): boolean =>
  memory === 0 && ephemeralStorage === 0 && inodes === 0 && pids === 0;
