/** The rows of workloads. */
import { describe, expect, it } from '@jest/globals';
import { deploymentResources, jobResources } from './workload-resources.ts';

describe('workloads', () => {
  it('are served in the order of discovery', () => {
    expect([...deploymentResources, ...jobResources].map(({ group, resource }) => `${group}/${resource}`)).toEqual([
      'apps/deployments',
      'apps/replicasets',
      'batch/cronjobs',
      'batch/jobs',
    ]);
  });

  it('begin without a status, and keep the one that they have', () => {
    const [deployments] = deploymentResources;
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, status: { replicas: 9 } };
    expect(deployments?.prepareForCreate(object)).toMatchObject({ status: {} });
    const stored = { ...object, status: { replicas: 1 } };
    expect(deployments?.prepareForUpdate(object, stored)).toEqual(stored);
  });
});
