/** The resource table: the kinds that this API serves. Routing, storing, listing, discovery and printing all read it. */
import { eventFields, nodeFields, podFields } from '../core-v1/pod-fields.ts';
import { defaultPod } from '../core-v1/pod-defaults.ts';
import { preparePodForCreate, preparePodForUpdate } from '../core-v1/pod-strategy.ts';
import { defaultNode } from '../core-v1/node-defaults.ts';
import { defaultNamespace, foldStringData } from '../core-v1/object-defaults.ts';
import { validateEvent } from '../core-v1/validation/event.ts';
import {
  validateConfigMap,
  validateNamespace,
  validateNode,
  validatePlain,
  validateSecret,
} from '../core-v1/validation/objects.ts';
import { validatePod } from '../core-v1/validation/pod.ts';
import { validatePodStatusUpdate } from '../core-v1/validation/pod-status-update.ts';
import { validatePodUpdate } from '../core-v1/validation/pod-update.ts';
import { podWarnings } from '../core-v1/pod-warnings.ts';
import type { Namespace, Secret } from '../core-v1/objects.ts';
import { eventTable } from '../tables/event-table.ts';
import { nodeTable } from '../tables/node-table.ts';
import {
  configMapTable,
  namespaceTable,
  plainTable,
  priorityClassTable,
  secretTable,
} from '../tables/object-tables.ts';
import { podTable } from '../tables/pod-table.ts';
import { endpointSlices, endpoints, services } from './service-resources.ts';
import { reviewResources } from './review-resources.ts';
import { deploymentResources, jobResources, status } from './workload-resources.ts';
import { coordinationResources, policyResources, setResources, storageResources } from './further-resources.ts';
import { allVerbs, defineResource, type ResourceType, type SubresourceType } from './resource-type.ts';

const podSubresources: readonly SubresourceType[] = [
  { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'ephemeralcontainers', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
  { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  { name: 'resize', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  status('Pod'),
];

/** In the order in which discovery announces them. */
export const resourceTypes: readonly ResourceType[] = [
  defineResource({
    resource: 'configmaps',
    singular: 'configmap',
    kind: 'ConfigMap',
    shortNames: ['cm'],
    storageVersionHash: 'qFsyl6wFWjQ=',
    validate: validateConfigMap,
    table: configMapTable,
  }),
  endpoints,
  defineResource({
    resource: 'events',
    singular: 'event',
    kind: 'Event',
    shortNames: ['ev'],
    storageVersionHash: 'r2yiGXH7wu8=',
    createsOnUpdate: true,
    validate: validateEvent,
    selectableFields: eventFields,
    table: eventTable,
  }),
  defineResource<Namespace>({
    resource: 'namespaces',
    singular: 'namespace',
    kind: 'Namespace',
    shortNames: ['ns'],
    namespaced: false,
    verbs: allVerbs.filter((verb) => verb !== 'deletecollection'),
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, status('Namespace')],
    storageVersionHash: 'Q3oi5N2YM8M=',
    returnsDeleted: true,
    defaults: defaultNamespace,
    prepareForCreate: (namespace) => ({ ...namespace, status: { phase: 'Active' } }),
    prepareForUpdate: (namespace, stored) => withStored(namespace, stored, 'spec', 'status'),
    validate: validateNamespace,
    selectableFields: { 'status.phase': ({ status: { phase } = {} }) => phase ?? '' },
    table: namespaceTable,
  }),
  defineResource({
    resource: 'nodes',
    singular: 'node',
    kind: 'Node',
    shortNames: ['no'],
    namespaced: false,
    subresources: [status('Node')],
    storageVersionHash: 'XwShjMxG9Fs=',
    defaults: defaultNode,
    prepareForUpdate: (node, stored) => withStored(node, stored, 'status'),
    validate: validateNode,
    selectableFields: nodeFields,
    table: nodeTable,
  }),
  defineResource({
    resource: 'pods',
    singular: 'pod',
    kind: 'Pod',
    shortNames: ['po'],
    categories: ['all'],
    subresources: podSubresources,
    storageVersionHash: 'xPOwRZ+Yhw8=',
    hasGeneration: true,
    returnsDeleted: true,
    defaults: defaultPod,
    prepareForCreate: preparePodForCreate,
    prepareForUpdate: preparePodForUpdate,
    validate: validatePod,
    validateUpdate: validatePodUpdate,
    validateStatusUpdate: validatePodStatusUpdate,
    warnings: podWarnings,
    selectableFields: podFields,
    table: podTable,
  }),
  defineResource<Secret>({
    resource: 'secrets',
    singular: 'secret',
    kind: 'Secret',
    storageVersionHash: 'S6u1pOWzb84=',
    defaults: (secret) => foldStringData({ ...secret, type: secret.type || 'Opaque' }),
    validate: validateSecret,
    selectableFields: { type: ({ type = '' }) => type },
    table: secretTable,
  }),
  defineResource({
    resource: 'serviceaccounts',
    singular: 'serviceaccount',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    subresources: [
      { name: 'token', kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: ['create'] },
    ],
    storageVersionHash: 'pbx9ZvyFpBE=',
    returnsDeleted: true,
    validate: validatePlain,
    table: plainTable,
  }),
  services,
  ...storageResources,
  ...setResources,
  ...deploymentResources,
  ...reviewResources,
  ...jobResources,
  ...policyResources,
  defineResource({
    group: 'scheduling.k8s.io',
    resource: 'priorityclasses',
    singular: 'priorityclass',
    kind: 'PriorityClass',
    shortNames: ['pc'],
    namespaced: false,
    storageVersionHash: '1QwjyaZjj3Y=',
    defaults: (priorityClass) => ({ preemptionPolicy: 'PreemptLowerPriority', ...priorityClass }),
    validate: validatePlain,
    table: priorityClassTable,
  }),
  ...coordinationResources,
  endpointSlices,
];

/** The object with these fields as the stored one has them. */
function withStored<T extends object>(object: T, stored: T, ...fields: readonly (keyof T)[]): T {
  const merged = { ...object };
  for (const field of fields) {
    if (stored[field] === undefined) delete merged[field];
    else merged[field] = stored[field];
  }
  return merged;
}

const byResource = new Map(resourceTypes.map((type) => [`${type.group}/${type.version}/${type.resource}`, type]));
const byName = new Map(resourceTypes.map((type) => [type.resource, type]));

/** The row of a resource in a group version. */
export const findResourceType = (group: string, version: string, resource: string): ResourceType | undefined =>
  byResource.get(`${group}/${version}/${resource}`);

/** The row of a resource by its plural name alone, as the store files it. */
export const resourceTypeOf = (resource: string): ResourceType | undefined => byName.get(resource);

const served = new Set(resourceTypes.map(({ group, version }) => `${group}/${version}`));

/** True when a group version is served. */
export const isServedVersion = (group: string, version: string): boolean => served.has(`${group}/${version}`);
