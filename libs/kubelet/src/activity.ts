/** What a pod worker is doing: written-down steps that agenda entries complete. */
import type { Instant } from '#kernel';
import type { KillReason } from './container-fault.ts';
import type { PodView } from './pod-view.ts';

export type ContainerGroup = 'ephemeral' | 'init' | 'regular';

/** One step of a runtime sync, in the order in which the kubelet takes them. */
export type Step =
  | { readonly do: 'kill-pod' }
  | { readonly do: 'stop-sandbox' }
  | { readonly do: 'remove-init-containers' }
  | { readonly do: 'kill'; readonly id: string; readonly message: string; readonly reason: KillReason }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'resize'; readonly id: string }
  | { readonly do: 'prune-init-containers' }
  | { readonly do: 'create-sandbox'; readonly attempt: number }
  | { readonly do: 'start'; readonly group: ContainerGroup; readonly name: string };

/** A container on its way from image to postStart hook. */
export interface Start {
  readonly group: ContainerGroup;
  readonly name: string;
  readonly restartCount: number;
  id: string;
}

/** How the start of a container ended; without reason it succeeded. */
export interface StartResult {
  readonly name: string;
  readonly reason?: string;
  readonly message?: string;
  /** For CrashLoopBackOff: when the back-off is over. */
  readonly backOffUntil?: Instant;
}

export interface SyncActivity {
  readonly kind: 'sync';
  /** The pod as this sync sees it: the runtime at the sync's start. */
  readonly view: PodView;
  stage: 'volumes' | 'steps';
  steps: readonly Step[];
  index: number;
  start: Start | undefined;
  readonly results: StartResult[];
  /** A step other than a start failed: the sync ends with an error. */
  hasFailed: boolean;
}

export interface TerminatingActivity {
  readonly kind: 'terminating';
  stage: 'kills' | 'sandbox';
}

export type Activity = SyncActivity | TerminatingActivity;

/** A container that is being stopped. */
export interface Kill {
  readonly id: string;
  readonly name: string;
  /** Counts stages, so that time-outs of an earlier one are void. */
  stage: 'hook' | 'turn' | 'stop';
  stages: number;
  /** Whole seconds left. */
  graceSeconds: number;
  stageBegunAt: Instant;
  /** Containers (ids) that must have ended before this one gets TERM. */
  readonly after: string[];
  readonly isOrdered: boolean;
}
