/** Rows of the resource table for workloads: the groups `apps` and `batch`. */
import { defaultDeployment, defaultReplicaSet } from '../apps-v1/workload-defaults.ts';
import { updateValidation, validateDeployment, validateReplicaSet } from '../apps-v1/workload-validation.ts';
import type { Deployment, ReplicaSet } from '../apps-v1/workloads.ts';
import { defaultCronJob, defaultJob, prepareJobForCreate } from '../batch-v1/job-defaults.ts';
import { validateCronJob, validateJob, validateJobUpdate } from '../batch-v1/job-validation.ts';
import type { CronJob, Job } from '../batch-v1/jobs.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { cronJobTable, jobTable } from '../tables/job-tables.ts';
import { deploymentTable, replicaSetTable } from '../tables/workload-tables.ts';
import { defineResource, type ResourceType, type SubresourceType } from './resource-type.ts';

export const scale: SubresourceType = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: ['get', 'patch', 'update'],
};
export const status = (kind: string): SubresourceType => ({ name: 'status', kind, verbs: ['get', 'patch', 'update'] });

/** A workload begins without a status, and the main resource does not take one. */
export const statusOfServer = {
  hasGeneration: true,
  categories: ['all'],
  prepareForCreate: <T extends KubeObject>(object: T): T => ({ ...object, status: {} }),
  prepareForUpdate: <T extends KubeObject & { readonly status?: unknown }>(object: T, stored: T): T => {
    const { status: _ignored, ...rest } = object;
    return (stored.status === undefined ? rest : { ...rest, status: stored.status }) as T; // but for the status
  },
};

/** In the order in which discovery announces them. */
export const deploymentResources: readonly ResourceType[] = [
  defineResource<Deployment>({
    ...statusOfServer,
    group: 'apps',
    resource: 'deployments',
    singular: 'deployment',
    kind: 'Deployment',
    shortNames: ['deploy'],
    subresources: [scale, status('Deployment')],
    storageVersionHash: '8aSe+NMegvE=',
    defaults: defaultDeployment,
    validate: validateDeployment,
    validateUpdate: updateValidation(validateDeployment),
    table: deploymentTable,
  }),
  defineResource<ReplicaSet>({
    ...statusOfServer,
    group: 'apps',
    resource: 'replicasets',
    singular: 'replicaset',
    kind: 'ReplicaSet',
    shortNames: ['rs'],
    subresources: [scale, status('ReplicaSet')],
    storageVersionHash: 'P1RzHs8/mWQ=',
    defaults: defaultReplicaSet,
    validate: validateReplicaSet,
    validateUpdate: updateValidation(validateReplicaSet),
    table: replicaSetTable,
  }),
];

export const jobResources: readonly ResourceType[] = [
  defineResource<CronJob>({
    ...statusOfServer,
    group: 'batch',
    resource: 'cronjobs',
    singular: 'cronjob',
    kind: 'CronJob',
    shortNames: ['cj'],
    subresources: [status('CronJob')],
    storageVersionHash: 'sd5LIXh4Fjs=',
    defaults: defaultCronJob,
    validate: validateCronJob,
    table: cronJobTable,
  }),
  defineResource<Job>({
    ...statusOfServer,
    group: 'batch',
    resource: 'jobs',
    singular: 'job',
    kind: 'Job',
    subresources: [status('Job')],
    storageVersionHash: 'mudhfqk/qZY=',
    defaults: defaultJob,
    prepareForCreate: prepareJobForCreate,
    validate: validateJob,
    validateUpdate: validateJobUpdate,
    selectableFields: { 'status.successful': ({ status: { succeeded = 0 } = {} }) => String(succeeded) },
    table: jobTable,
  }),
];
