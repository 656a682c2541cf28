/** What a cluster has before anybody asks for anything: system namespaces, priority classes, its own service. */
import { aside, drawUid, openStream } from '#kernel';
import type { Namespace, PriorityClass, Service } from '#kube-api';
import { createObject } from '#object-store';
import { timestampOf, type ApiHost } from './api-host.ts';
import { newMetadata, populateNamespace } from './namespace-content.ts';

const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const priorityClasses = [
  {
    name: 'system-cluster-critical',
    value: 2_000_000_000,
    description:
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  },
  {
    name: 'system-node-critical',
    value: 2_000_001_000,
    description: 'Used for system critical pods that must not be moved from their current node.',
  },
];

/** Writes the objects that every cluster has from its start. Called once for a new simulation. */
export function bootstrapCluster(host: ApiHost): void {
  for (const { name, value, description } of priorityClasses) {
    const priorityClass: PriorityClass = {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { ...newMetadata(host, { name }), generation: 1 },
      value,
      description,
      preemptionPolicy: 'PreemptLowerPriority',
    };
    aside(host, () => createObject(host, 'priorityclasses', priorityClass));
  }
  for (const name of namespaces) aside(host, () => createNamespace(host, name));
  aside(host, () => createObject(host, 'services', kubernetesService(host)));
}

/**
 * The service by which pods reach the API server.
 * @divergence nothing stands behind it: the API of the simulation is not reached from its pods
 */
function kubernetesService(host: ApiHost): Service {
  const uid = drawUid(host, openStream(host, 'apiserver/kubernetes')); // a stream of its own, which shifts no other names
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
      uid,
      creationTimestamp: timestampOf(host),
    },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      sessionAffinity: 'None',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
    status: { loadBalancer: {} },
  };
}

function createNamespace(host: ApiHost, name: string): void {
  const namespace: Namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: newMetadata(host, { name, labels: { 'kubernetes.io/metadata.name': name } }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
  createObject(host, 'namespaces', namespace);
  populateNamespace(host, name);
}
