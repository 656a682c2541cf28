/** What a cluster has before anybody asks for anything: system namespaces and priority classes. */
import { aside } from '#kernel';
import type { Namespace, PriorityClass } from '#kube-api';
import { createObject } from '#object-store';
import type { ApiHost } from './api-host.ts';
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
