/** Limits of local storage: a pod that goes beyond one is evicted, whether the node is short of it or not. */
import { quantityValue, type Pod, type Volume } from '#kube-api';
import { noUsage } from '#runtime';
import { podResources } from '../pod-resources.ts';
import type { PodStats } from './node-usage.ts';

const STORAGE = 'ephemeral-storage';

type Check = (pod: Pod, stats: PodStats) => string | undefined;

/** In the order in which they are made. */
const checks: readonly Check[] = [volumeExcess, podExcess, containerExcess];

/**
 * What a pod has exceeded, as its eviction says it.
 * @source kubelet v1.37 pkg/kubelet/eviction/eviction_manager.go localStorageEviction
 */
export function excessText(pod: Pod, stats: PodStats): string | undefined {
  for (const check of checks) {
    const text = check(pod, stats);
    if (text !== undefined) return text;
  }
  return undefined;
}

function volumeExcess({ spec }: Pod, { volumes }: PodStats): string | undefined {
  const excess = spec.volumes?.find(({ name, emptyDir }: Volume) => {
    const limit = quantityValue(emptyDir?.sizeLimit);
    const { ephemeralStorage, memory } = volumes.get(name) ?? noUsage;
    return limit > 0 && ephemeralStorage + memory > limit;
  });
  return (
    excess && `Usage of EmptyDir volume "${excess.name}" exceeds the limit "${excess.emptyDir?.sizeLimit ?? ''}". `
  );
}

function podExcess(pod: Pod, { total }: PodStats): string | undefined {
  const limit = podResources(pod, undefined).resources.limits?.[STORAGE];
  if (limit === undefined || total.ephemeralStorage <= quantityValue(limit)) return undefined;
  return `Pod ephemeral local storage usage exceeds the total limit of containers ${limit}. `;
}

function containerExcess({ spec }: Pod, { containers }: PodStats): string | undefined {
  const excess = spec.containers.find(({ name, resources }) => {
    const limit = quantityValue(resources?.limits?.[STORAGE]);
    return limit > 0 && (containers.get(name) ?? noUsage).ephemeralStorage > limit;
  });
  const limit = excess?.resources?.limits?.[STORAGE] ?? '';
  return excess && `Container ${excess.name} exceeded its local ephemeral storage limit "${limit}". `;
}
