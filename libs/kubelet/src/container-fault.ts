/** What a plan is made from, and why a running container cannot stay. */
import type { Container, Pod, PodStatus } from '#kube-api';
import type { ProbeResult } from '#probe-engine';
import type { RuntimeContainer } from '#runtime';
import { activeInstance, type PodView } from './pod-view.ts';

export type KillReason = 'LivenessProbe' | 'StartupProbe' | 'RestartAllContainers' | 'Other';

export interface PlannedKill {
  readonly container: RuntimeContainer;
  /** The Killing event's text. */
  readonly message: string;
  readonly reason: KillReason;
}

/** What probes say of an instance; absent results are unknown. */
export interface PlanInput {
  readonly pod: Pod;
  readonly view: PodView;
  readonly liveness: (instance: RuntimeContainer) => ProbeResult | undefined;
  readonly startup: (instance: RuntimeContainer) => ProbeResult | undefined;
  /** The pod's resources were changed, so instances may have other ones. */
  readonly isResized?: boolean;
  /** The pod's status, which knows more than the runtime of containers that were collected. */
  readonly shown?: PodStatus | undefined;
}

/** Why a running container cannot stay, if so. */
export function faultOf(
  input: PlanInput,
  container: Container,
  instance: RuntimeContainer,
): { readonly text: string; readonly reason: KillReason; readonly always: boolean } | undefined {
  if (instance.image !== container.image) return { text: 'definition changed', reason: 'Other', always: true };
  if (input.liveness(instance) === 'Failure')
    return { text: 'failed liveness probe', reason: 'LivenessProbe', always: false };
  if (input.startup(instance) === 'Failure')
    return { text: 'failed startup probe', reason: 'StartupProbe', always: false };
  return undefined;
}

/** True when some regular container has an instance in the current sandbox. */
export const hasActiveRegular = (pod: Pod, view: PodView): boolean =>
  pod.spec.containers.some(({ name }) => activeInstance(view, name));
