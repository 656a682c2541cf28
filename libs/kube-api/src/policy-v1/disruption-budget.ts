/** Disruption budgets: how many pods of a kind may be evicted at a time. */
import type { LabelSelector } from '../core-v1/pod.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { matchesLabelSelector } from '../selectors/label-selector.ts';

export interface PodDisruptionBudgetStatus {
  readonly observedGeneration?: number;
  readonly disruptionsAllowed?: number;
  readonly currentHealthy?: number;
  readonly desiredHealthy?: number;
  readonly expectedPods?: number;
  /** Pods whose eviction was allowed and which are still there, with the time of it. */
  readonly disruptedPods?: Readonly<Record<string, string>>;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: 'True' | 'False' | 'Unknown';
    readonly observedGeneration?: number;
    readonly lastTransitionTime?: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
}

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: {
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
    readonly selector?: LabelSelector;
    readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow';
  };
  readonly status?: PodDisruptionBudgetStatus;
}

/** Whether a pod is under a budget: an empty selector is of every pod of the namespace, none of no pod. */
export const isUnderBudget = ({ metadata }: KubeObject, { spec }: PodDisruptionBudget): boolean =>
  spec.selector !== undefined && matchesLabelSelector(spec.selector, metadata.labels);
