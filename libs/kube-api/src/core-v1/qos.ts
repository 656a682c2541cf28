/** The quality-of-service class of a pod, computed from requests and limits of cpu and memory. */
import { compareQuantities } from '../meta-v1/quantity.ts';
import type { ResourceRequirements } from './container.ts';
import type { PodSpec, QosClass } from './pod.ts';

const computeResources = ['cpu', 'memory'] as const;

/**
 * Guaranteed when everything has limits and equal requests, BestEffort when nothing has either, else Burstable.
 * Resources of the pod itself, where set, replace those of its containers.
 * @source kube-apiserver v1.37 pkg/apis/core/v1/helper/qos: ComputePodQOS
 */
export function qosClassOf(spec: PodSpec): QosClass {
  const all = resourcesOf(spec);
  if (all.every(isUnbounded)) return 'BestEffort';
  return all.every(isFullyBounded) ? 'Guaranteed' : 'Burstable';
}

function resourcesOf(spec: PodSpec): readonly (ResourceRequirements | undefined)[] {
  if (spec.resources && !isUnbounded(spec.resources)) return [spec.resources];
  return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ resources }) => resources);
}

const isPositive = (quantity: string | undefined): boolean =>
  quantity !== undefined && compareQuantities(quantity, '0') > 0;

const isUnbounded = (resources: ResourceRequirements | undefined): boolean =>
  resources === undefined ||
  computeResources.every((name) => !isPositive(resources.requests?.[name]) && !isPositive(resources.limits?.[name]));

function isFullyBounded(resources: ResourceRequirements | undefined): boolean {
  return computeResources.every((name) => {
    const limit = resources?.limits?.[name];
    const request = resources?.requests?.[name];
    return isPositive(limit) && (request === undefined || compareQuantities(limit, request) === 0);
  });
}
