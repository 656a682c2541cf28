/** What filter and score plugins are: tables of functions that a scheduling cycle runs in order. */
import type { Node, Pod } from '#kube-api';
import type { NodeInfo } from './node-info.ts';
import type { PodRequest } from './pod-request.ts';
import type { SchedulerHost } from './scheduler-state.ts';
import type { QueuedPod } from './scheduling-queue.ts';

/** One attempt to place one pod. */
export interface Cycle {
  readonly host: SchedulerHost;
  readonly pod: Pod;
  readonly request: PodRequest;
}

/** Why a node, or the pod as a whole, is refused. */
export interface Rejection {
  readonly plugin: string;
  readonly reasons: readonly string[];
  /** Removing pods from the node would not help, so preemption leaves it out. */
  readonly unresolvable: boolean;
}

/** Undefined when the node passes. Called for each node: it should not allocate. */
export type NodeFilter = (node: NodeInfo) => Rejection | undefined;

/** What a plugin found out about a pod before looking at nodes. */
export interface Preparation {
  readonly filter?: NodeFilter;
  /** Only these nodes come into question. */
  readonly nodeNames?: ReadonlySet<string>;
  /** The pod cannot be placed at all; `afterwards` replaces what preemption would say. */
  readonly rejection?: Rejection & { readonly afterwards?: string };
}

/** What is known of each kind of change in the cluster that may help a waiting pod. */
export interface ClusterChanges {
  NodeAdd: { readonly node: NodeInfo };
  NodeDelete: { readonly node: NodeInfo };
  NodeAllocatable: { readonly node: NodeInfo; readonly before: Node };
  NodeLabel: { readonly node: NodeInfo; readonly before: Node };
  NodeTaint: { readonly node: NodeInfo; readonly before: Node };
  AssignedPodAdd: { readonly pod: Pod };
  AssignedPodDelete: { readonly pod: Pod };
  AssignedPodScaleDown: { readonly pod: Pod };
  AssignedPodLabel: { readonly pod: Pod; readonly before: Pod };
  /** The waiting pod itself was changed. */
  PodUpdate: { readonly pod: Pod; readonly before: Pod };
  ClaimAdd: { readonly namespace: string; readonly name: string };
}

export type ClusterEvent = {
  [K in keyof ClusterChanges]: { readonly kind: K } & ClusterChanges[K];
}[keyof ClusterChanges];

/** Queueing hints: by kind of change, whether a pod that the plugin rejected should be tried again. */
export type Hints = {
  readonly [K in keyof ClusterChanges]?: (
    waiting: QueuedPod,
    change: ClusterChanges[K],
    host: SchedulerHost,
  ) => boolean;
};

export interface FilterPlugin {
  readonly name: string;
  /** Undefined when the plugin has nothing to say about this pod. */
  prepare(cycle: Cycle): Preparation | undefined;
  readonly wokenBy: Hints;
}

/** The raw score of a node; a whole number. */
export type NodeScorer = (node: NodeInfo) => number;

/** Brings raw scores, in place, to 0..100. */
export type Normalize = (scores: number[]) => void;

export interface ScorePlugin {
  readonly name: string;
  readonly weight: number;
  /** Undefined when every feasible node would get the same. */
  prepare(cycle: Cycle, feasible: readonly NodeInfo[]): NodeScorer | undefined;
  readonly normalize?: Normalize;
}

export interface SchedulerPlugins {
  readonly filters: readonly FilterPlugin[];
  readonly scores: readonly ScorePlugin[];
}

/** A rejection that does not depend on the node, made once. */
export function rejection(plugin: string, reason: string, unresolvable: 'unresolvable' | 'resolvable'): Rejection {
  return Object.freeze({ plugin, reasons: Object.freeze([reason]), unresolvable: unresolvable === 'unresolvable' });
}

export const always = (): boolean => true;
