/** Eviction signals: what is measured on a node, which resource is short then, and which condition the node gets. */

/** In the order in which the node reports them. */
export const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;

export type Pressure = (typeof pressures)[number];

/** A resource as messages name it. */
export type Starved = 'memory' | 'ephemeral-storage' | 'inodes' | 'pids';

interface SignalFacts {
  readonly resource: Starved;
  readonly pressure: Pressure;
}

/**
 * In the order in which thresholds are looked at; memory comes before all others.
 * @source kubelet v1.37 pkg/kubelet/eviction/helpers.go signalToResource, signalToNodeCondition
 * @divergence no allocatableMemory.available, which repeats memory.available here; no containerfs: images, logs and
 * writable layers share one file system
 */
export const signals = {
  'memory.available': { resource: 'memory', pressure: 'MemoryPressure' },
  'nodefs.available': { resource: 'ephemeral-storage', pressure: 'DiskPressure' },
  'nodefs.inodesFree': { resource: 'inodes', pressure: 'DiskPressure' },
  'imagefs.available': { resource: 'ephemeral-storage', pressure: 'DiskPressure' },
  'imagefs.inodesFree': { resource: 'inodes', pressure: 'DiskPressure' },
  'pid.available': { resource: 'pids', pressure: 'PIDPressure' },
} as const satisfies Record<string, SignalFacts>;

export type Signal = keyof typeof signals;

export const signalNames = Object.keys(signals) as readonly Signal[]; // the keys of the table

/** What is left of something, and of how much. */
export interface Observation {
  readonly available: number;
  readonly capacity: number;
}

export type Observations = Readonly<Record<Signal, Observation>>;

/** By signal: a quantity, or a share of the capacity such as `10%`. */
export type ThresholdValues = Readonly<Partial<Record<Signal, string>>>;
