/** Nodes of a simulation: the API object, its kubelet and its runtime. */
import { newMetadata } from '#apiserver';
import type { Node, ResourceList, Taint } from '#kube-api';
import { addNodeKubelet, healthyConditions, type KubeletHost } from '#kubelet';
import { createObject } from '#object-store';
import { addNodeRuntime } from '#runtime';

export interface NodeSpec {
  readonly name: string;
  /** Quantities; 4 CPUs, 8Gi and 110 pods if absent. */
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  /** Further allocatable resources, such as `example.com/gpu: "2"`. */
  readonly extra?: ResourceList;
  /** False: the node is there and looks ready, but nothing on it starts the pods that it gets. */
  readonly hasKubelet?: boolean;
}

/** Adds a ready node. */
export function addNode(simulation: KubeletHost, spec: NodeSpec): void {
  const index = simulation.kubelets.nodes.size;
  const hostIP = `172.18.${index >> 8}.${(index & 255) + 2}`;
  createObject(simulation, 'nodes', nodeObject(simulation, spec, { hostIP, index }));
  if (spec.hasKubelet === false) return;
  addNodeRuntime(simulation, spec.name, hostIP);
  addNodeKubelet(simulation, spec.name, hostIP);
}

function nodeObject(host: KubeletHost, spec: NodeSpec, place: { hostIP: string; index: number }): Node {
  const { name, labels, taints, unschedulable } = spec;
  const resources: ResourceList = {
    cpu: spec.cpu ?? '4',
    'ephemeral-storage': '100Gi',
    memory: spec.memory ?? '8Gi',
    pods: spec.pods ?? '110',
    ...spec.extra,
  };
  const podCIDR = `10.${64 + (place.index % 190)}.0.0/16`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: newMetadata(host, { name, labels: { ...standardLabels, 'kubernetes.io/hostname': name, ...labels } }),
    spec: { podCIDR, podCIDRs: [podCIDR], ...(taints ? { taints } : {}), ...(unschedulable ? { unschedulable } : {}) },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: healthyConditions(host),
      addresses: [
        { type: 'InternalIP', address: place.hostIP },
        { type: 'Hostname', address: name },
      ],
      nodeInfo: {
        ...nodeInfo,
        kubeletVersion: host.api.behavior.gitVersion,
        machineID: name,
        systemUUID: name,
        bootID: name,
      },
    },
  };
}

const standardLabels = {
  'beta.kubernetes.io/arch': 'amd64',
  'beta.kubernetes.io/os': 'linux',
  'kubernetes.io/arch': 'amd64',
  'kubernetes.io/os': 'linux',
};

const nodeInfo = {
  architecture: 'amd64',
  containerRuntimeVersion: 'containerd://2.4.2',
  kernelVersion: '6.12.0',
  kubeProxyVersion: '',
  operatingSystem: 'linux',
  osImage: 'Podlab',
};
