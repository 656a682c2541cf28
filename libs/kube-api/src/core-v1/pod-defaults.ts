/** What the API server fills into a pod before admission. */
import type { Container } from './container.ts';
import { defaultContainer, defaultResources } from './container-defaults.ts';
import type { Pod, PodSpec } from './pod.ts';
import { defaultVolume } from './volume-defaults.ts';

/**
 * A pod with the defaults of its version. Namespace, service account, tolerations and priority come from admission.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_PodSpec
 */
export function defaultPod(pod: Pod): Pod {
  return { ...pod, spec: defaultPodSpec(pod.spec ?? { containers: [] }) };
}

function defaultPodSpec(spec: PodSpec): PodSpec {
  const fill = (container: Container): Container =>
    defaultContainer(container, { hostNetwork: spec.hostNetwork === true });
  const { containers, initContainers, ephemeralContainers, volumes, resources } = spec;
  const serviceAccountName = spec.serviceAccountName || spec.serviceAccount;
  const grace = spec.terminationGracePeriodSeconds ?? 30;
  return {
    ...spec,
    containers: (containers ?? []).map(fill),
    ...(initContainers && { initContainers: initContainers.map(fill) }),
    ...(ephemeralContainers && { ephemeralContainers: ephemeralContainers.map(fill) }),
    ...(volumes && { volumes: volumes.map(defaultVolume) }),
    restartPolicy: spec.restartPolicy || 'Always',
    // A negative grace period is stored as one second.
    terminationGracePeriodSeconds: grace < 0 ? 1 : grace,
    dnsPolicy: spec.dnsPolicy || 'ClusterFirst',
    ...(serviceAccountName && { serviceAccountName, serviceAccount: serviceAccountName }),
    securityContext: spec.securityContext ?? {},
    schedulerName: spec.schedulerName || 'default-scheduler',
    enableServiceLinks: spec.enableServiceLinks ?? true,
    ...(resources && { resources: defaultResources(resources) }),
  };
}
