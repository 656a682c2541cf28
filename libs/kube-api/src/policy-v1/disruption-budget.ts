/** Disruption budgets: how many pods of a kind may be evicted at a time. */
import type { LabelSelector } from '../core-v1/pod.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';

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
