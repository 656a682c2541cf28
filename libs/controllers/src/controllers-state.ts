/** The controllers' share of a simulation. Plain data. */
import type { Instant, Millis } from '#kernel';
import type { ApiHost, EventRecorder } from '#apiserver';
import { createNodesState, type NodesState } from './nodes/nodes-state.ts';
import { createPodGCState, type PodGCState } from './nodes/pod-gc-state.ts';
import type { PlannedEviction } from './nodes/planned-eviction.ts';
import { createWorkloadsState, type WorkloadsState } from './workloads/workloads-state.ts';

export interface ControllersState {
  /** By component. */
  readonly recorders: Map<string, EventRecorder>;
  readonly nodes: NodesState;
  /** By uid of the pod. */
  readonly evictions: Map<string, PlannedEviction>;
  readonly podGC: PodGCState;
  readonly workloads: WorkloadsState;
}

/** A simulation that holds controllers. */
export interface ControllersHost extends ApiHost {
  readonly controllers: ControllersState;
}

export function createControllersState(): ControllersState {
  return {
    recorders: new Map(),
    nodes: createNodesState(),
    evictions: new Map(),
    podGC: createPodGCState(),
    workloads: createWorkloadsState(),
  };
}

/** A periodic loop that is only materialised when it has something to do: its passes come at `phase`, `phase + period`, ... */
export interface Loop {
  readonly period: Millis;
  readonly phase: Millis;
}

/** The first pass of a loop at or after an instant. */
export function passAtOrAfter({ period, phase }: Loop, at: Instant): Instant {
  return phase + Math.max(0, Math.ceil((at - phase) / period)) * period;
}
