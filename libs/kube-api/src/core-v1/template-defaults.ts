/** What the API server fills into the pod template of a workload. */
import type { PodTemplate } from '../apps-v1/workloads.ts';
import { defaultPod } from './pod-defaults.ts';

/**
 * A template with the defaults of a pod's spec, but for what belongs to pods alone.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_PodSpec
 */
export function defaultTemplate(template: PodTemplate): PodTemplate {
  const { metadata = {}, spec } = template;
  const pod = defaultPod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: '' }, spec });
  const { enableServiceLinks: _ofPods, ...filled } = pod.spec;
  const { enableServiceLinks } = spec ?? {};
  return { metadata, spec: enableServiceLinks === undefined ? filled : { ...filled, enableServiceLinks } };
}
