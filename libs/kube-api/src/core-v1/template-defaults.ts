/** What the API server fills into the pod template of a workload. */
import type { PodTemplate } from '../apps-v1/workloads.ts';
import { defaultPodSpec } from './pod-defaults.ts';

/**
 * A template with the defaults of a pod's spec, but for what belongs to pods alone.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_PodSpec
 */
export function defaultTemplate(template: PodTemplate): PodTemplate {
  const { metadata = {}, spec } = template;
  return { metadata, spec: defaultPodSpec(spec ?? { containers: [] }, { hostNetwork: false, requests: false }) };
}
