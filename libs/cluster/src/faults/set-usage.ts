/** Fault: a container of a pod, or what lies in one of its volumes, takes so much from now on. */
import { quantityValue, type Pod } from '#kube-api';
import { requestEvictionRound, type KubeletHost } from '#kubelet';
import { findObject } from '#object-store';
import { setPodUsage, type Usage } from '#runtime';
import { locatePod, type Fault, type PodName } from './fault.ts';

/** Quantities; what is left out stays as it is. */
export interface UsageFigures {
  readonly memory?: string;
  readonly ephemeralStorage?: string;
  readonly inodes?: string;
  readonly pids?: string;
}

export interface SetUsage extends PodName, UsageFigures {
  /** The first container if neither is given. */
  readonly container?: string;
  readonly volume?: string;
}

export const setUsage: Fault<SetUsage, KubeletHost> = (host, options) => {
  const { namespace, pod: name } = options;
  const place = locatePod(host, options);
  const pod = findObject(host.store, 'pods', { namespace, name }) as Pod | undefined; // the resource says the type
  if (!place || !pod) return `no pod ${namespace}/${name} in any runtime`;
  const consumer = consumerOf(pod, options);
  if (typeof consumer === 'string') return consumer;
  setPodUsage(host, { ...place, ...consumer }, usageOf(options));
  const kubelet = host.kubelets.nodes.get(place.node);
  if (kubelet) requestEvictionRound(host, kubelet);
  return undefined;
};

interface PartOfPod {
  readonly kind: 'containers' | 'volumes';
  readonly name: string;
}

function consumerOf({ spec }: Pod, { namespace, pod, container, volume }: SetUsage): PartOfPod | string {
  if (volume !== undefined) {
    const isThere = spec.volumes?.some(({ name, emptyDir }) => name === volume && emptyDir) ?? false;
    return isThere ? { kind: 'volumes', name: volume } : `no emptyDir volume ${volume} in pod ${namespace}/${pod}`;
  }
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const found = container === undefined ? containers[0] : containers.find(({ name }) => name === container);
  return found ? { kind: 'containers', name: found.name } : `no container ${container} in pod ${namespace}/${pod}`;
}

/** The figures that are given, as numbers. */
export function usageOf({ memory, ephemeralStorage, inodes, pids }: UsageFigures): Partial<Usage> {
  const given = { memory, ephemeralStorage, inodes, pids };
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, quantityValue(value)]));
}
