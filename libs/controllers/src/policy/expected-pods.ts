/** How many pods a budget counts on: those of the workloads that its pods belong to, or those that there are. */
import { reportEvent } from '../event-recorder.ts';
import { referenceTo } from '#apiserver';
import type { Deployment, KubeObject, Pod, PodDisruptionBudget, ReplicaSet } from '#kube-api';
import { findObject } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { controllerOf } from '../workloads/owned-pods.ts';
import { amountOf } from '../workloads/rollout.ts';

export interface Expectation {
  /** Pods that there should be. */
  readonly expected: number;
  /** Pods that have to be healthy. */
  readonly desired: number;
}

/** @source kube-controller-manager v1.37 pkg/controller/disruption: getExpectedPodCount */
export function expectedPods(host: ControllersHost, budget: PodDisruptionBudget, pods: readonly Pod[]): Expectation {
  const { minAvailable, maxUnavailable } = budget.spec;
  if (maxUnavailable !== undefined) {
    const expected = expectedScale(host, budget, pods);
    return { expected, desired: Math.max(0, expected - amountOf(maxUnavailable, expected, Math.ceil)) };
  }
  if (minAvailable === undefined) return { expected: pods.length, desired: 0 };
  if (typeof minAvailable === 'number') return { expected: pods.length, desired: minAvailable };
  const expected = expectedScale(host, budget, pods);
  return { expected, desired: amountOf(minAvailable, expected, Math.ceil) };
}

/** The sum of the replicas of the workloads that control the pods; each once. */
function expectedScale(host: ControllersHost, budget: PodDisruptionBudget, pods: readonly Pod[]): number {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = workloadOf(host, pod);
    if (owner) scales.set(owner.uid, owner.replicas);
    else reportUnmanaged(host, budget, pod);
  }
  return [...scales.values()].reduce((sum, replicas) => sum + replicas, 0);
}

const resources: Readonly<Record<string, string>> = {
  ReplicaSet: 'replicasets',
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
};

type Workload = ReplicaSet | Deployment;

/** The controller of the pod; for a replica set of a deployment the deployment. */
function workloadOf(host: ControllersHost, object: KubeObject): { uid: string; replicas: number } | undefined {
  const reference = controllerOf(object);
  const resource = reference && resources[reference.kind];
  if (!reference || !resource) return undefined;
  const found = findObject(host.store, resource, { namespace: object.metadata.namespace, name: reference.name });
  if (!found) return undefined;
  const { metadata, spec } = found as Workload; // each of these resources has replicas
  return workloadOf(host, found) ?? { uid: metadata.uid ?? '', replicas: spec.replicas ?? 1 };
}

function reportUnmanaged(host: ControllersHost, budget: PodDisruptionBudget, pod: Pod): void {
  if (controllerOf(pod)) return;
  const message = `found no controllers for pod "${pod.metadata.name}"`;
  reportEvent(host, referenceTo(budget), {
    from: 'controllermanager',
    type: 'Warning',
    reason: 'NoControllers',
    message,
  });
}
