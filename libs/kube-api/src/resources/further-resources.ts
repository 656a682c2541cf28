/** Rows of the resource table for storage, leases, disruption budgets, and sets of pods. */
import type { DaemonSet, StatefulSet } from '../apps-v1/sets.ts';
import { defaultDaemonSet, defaultStatefulSet } from '../apps-v1/set-defaults.ts';
import { validateDaemonSet, validateStatefulSet } from '../apps-v1/set-validation.ts';
import type { Lease } from '../coordination-v1/lease.ts';
import { validateLease } from '../coordination-v1/lease-validation.ts';
import {
  defaultClaim,
  defaultVolume,
  prepareClaimForCreate,
  prepareVolumeForCreate,
} from '../core-v1/storage-defaults.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../core-v1/storage.ts';
import { validateClaim, validateVolume } from '../core-v1/validation/storage.ts';
import type { PodDisruptionBudget } from '../policy-v1/disruption-budget.ts';
import { validateDisruptionBudget } from '../policy-v1/disruption-budget-validation.ts';
import { disruptionBudgetTable, leaseTable } from '../tables/policy-tables.ts';
import { daemonSetTable, statefulSetTable } from '../tables/set-tables.ts';
import { claimTable, volumeTable } from '../tables/storage-tables.ts';
import { defineResource, type ResourceType } from './resource-type.ts';
import { scale, status, statusOfServer } from './workload-resources.ts';

export const storageResources: readonly ResourceType[] = [
  defineResource<PersistentVolumeClaim>({
    resource: 'persistentvolumeclaims',
    singular: 'persistentvolumeclaim',
    kind: 'PersistentVolumeClaim',
    shortNames: ['pvc'],
    subresources: [status('PersistentVolumeClaim')],
    storageVersionHash: 'QWTyNDq0dC4=',
    returnsDeleted: true,
    defaults: defaultClaim,
    prepareForCreate: prepareClaimForCreate,
    prepareForUpdate: statusOfServer.prepareForUpdate,
    validate: validateClaim,
    table: claimTable,
  }),
  defineResource<PersistentVolume>({
    resource: 'persistentvolumes',
    singular: 'persistentvolume',
    kind: 'PersistentVolume',
    shortNames: ['pv'],
    namespaced: false,
    subresources: [status('PersistentVolume')],
    storageVersionHash: 'HN/zwEC+JgM=',
    returnsDeleted: true,
    defaults: defaultVolume,
    prepareForCreate: prepareVolumeForCreate,
    prepareForUpdate: statusOfServer.prepareForUpdate,
    validate: validateVolume,
    table: volumeTable,
  }),
];

export const setResources: readonly ResourceType[] = [
  defineResource<DaemonSet>({
    ...statusOfServer,
    group: 'apps',
    resource: 'daemonsets',
    singular: 'daemonset',
    kind: 'DaemonSet',
    shortNames: ['ds'],
    subresources: [status('DaemonSet')],
    storageVersionHash: 'dd7pWHUlMKQ=',
    defaults: defaultDaemonSet,
    validate: validateDaemonSet,
    table: daemonSetTable,
  }),
  defineResource<StatefulSet>({
    ...statusOfServer,
    group: 'apps',
    resource: 'statefulsets',
    singular: 'statefulset',
    kind: 'StatefulSet',
    shortNames: ['sts'],
    subresources: [scale, status('StatefulSet')],
    storageVersionHash: 'H+vl74LkKdo=',
    defaults: defaultStatefulSet,
    validate: validateStatefulSet,
    table: statefulSetTable,
  }),
];

export const policyResources: readonly ResourceType[] = [
  defineResource<PodDisruptionBudget>({
    ...statusOfServer,
    categories: [],
    group: 'policy',
    resource: 'poddisruptionbudgets',
    singular: 'poddisruptionbudget',
    kind: 'PodDisruptionBudget',
    shortNames: ['pdb'],
    subresources: [status('PodDisruptionBudget')],
    storageVersionHash: 'EVWiDmWqyJw=',
    validate: validateDisruptionBudget,
    table: disruptionBudgetTable,
  }),
];

export const coordinationResources: readonly ResourceType[] = [
  defineResource<Lease>({
    group: 'coordination.k8s.io',
    resource: 'leases',
    singular: 'lease',
    kind: 'Lease',
    storageVersionHash: 'gqkMMb/YqFM=',
    createsOnUpdate: true,
    needsVersion: true,
    validate: validateLease,
    table: leaseTable,
  }),
];
