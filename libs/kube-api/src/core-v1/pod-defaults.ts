/** What the API server fills into a pod before admission. */
import type { Container } from './container.ts';
import { defaultContainer, defaultResources, type ContainerDefaults } from './container-defaults.ts';
import type { Pod, PodSpec } from './pod.ts';
import { defaultVolume } from './volume-defaults.ts';

/**
 * A pod with the defaults of its version. Namespace, service account, tolerations and priority come from admission.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_PodSpec
 */
export function defaultPod(pod: Pod): Pod {
  const spec = pod.spec ?? { containers: [] };
  return { ...pod, spec: defaultPodSpec(spec, { hostNetwork: spec.hostNetwork === true, requests: true }) };
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** The defaults that pods and templates share, and those of pods alone that `options` asks for. */
export function defaultPodSpec(spec: PodSpec, options: ContainerDefaults): PodSpec {
  const fill = (container: Container): Container => defaultContainer(container, options);
  // Assigned, not spread: spread objects that get new fields end up with a hidden class each.
  const filled: Draft<PodSpec> = Object.assign({}, spec);
  filled.containers = (spec.containers ?? []).map(fill);
  if (spec.initContainers) filled.initContainers = spec.initContainers.map(fill);
  if (spec.ephemeralContainers) filled.ephemeralContainers = spec.ephemeralContainers.map(fill);
  if (spec.volumes) filled.volumes = spec.volumes.map(defaultVolume);
  filled.restartPolicy ||= 'Always';
  const grace = spec.terminationGracePeriodSeconds ?? 30;
  // A negative grace period is stored as one second.
  filled.terminationGracePeriodSeconds = grace < 0 ? 1 : grace;
  filled.dnsPolicy ||= 'ClusterFirst';
  const account = spec.serviceAccountName || spec.serviceAccount;
  if (account) filled.serviceAccountName = filled.serviceAccount = account;
  filled.securityContext ??= {};
  filled.schedulerName ||= 'default-scheduler';
  if (options.requests) filled.enableServiceLinks ??= true;
  if (spec.resources) filled.resources = defaultResources(spec.resources, options);
  return filled;
}
