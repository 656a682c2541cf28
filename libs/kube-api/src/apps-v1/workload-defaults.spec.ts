/** Defaults of deployments and replica sets. */
import { describe, expect, it } from '@jest/globals';
import { defaultDeployment, defaultReplicaSet } from './workload-defaults.ts';
import type { Deployment, DeploymentStrategy } from './workloads.ts';

const deployment = (strategy?: DeploymentStrategy): Deployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { template: { spec: { containers: [{ name: 'app', image: 'app:1' }] } }, ...(strategy && { strategy }) },
});

describe('a deployment', () => {
  it('rolls one pod at a time, within ten minutes, and remembers ten revisions', () => {
    expect(defaultDeployment(deployment()).spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      template: { spec: { restartPolicy: 'Always', containers: [{ imagePullPolicy: 'IfNotPresent' }] } },
    });
  });

  it('that recreates has no parameters of a rolling update', () => {
    expect(defaultDeployment(deployment({ type: 'Recreate' })).spec.strategy).toEqual({ type: 'Recreate' });
  });

  it('keeps what it says itself', () => {
    const strategy: DeploymentStrategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2 } };
    expect(defaultDeployment(deployment(strategy)).spec.strategy?.rollingUpdate).toEqual({
      maxSurge: 2,
      maxUnavailable: '25%',
    });
  });
});

describe('a replica set', () => {
  it('has one pod', () => {
    expect(defaultReplicaSet(deployment()).spec.replicas).toBe(1);
  });
});
