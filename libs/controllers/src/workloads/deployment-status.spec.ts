/** Conditions of deployments. */
import { describe, expect, it } from '@jest/globals';
import type { Deployment, ReplicaSet } from '#kube-api';
import { getObject } from '#object-store';
import { createTrial, post, webTemplate } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { progressing, setCondition, writeStatus } from './deployment-status.ts';

const set = (available: number): ReplicaSet => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name: 'web-1' },
  spec: { replicas: 2, template: webTemplate },
  status: { replicas: 2, readyReplicas: available, availableReplicas: available, terminatingReplicas: 0 },
});
const stored = (host: ControllersHost): Deployment => getObject(host.store, 'deployments', 'default/web') as Deployment;
const write = (host: ControllersHost, newest: ReplicaSet): void =>
  writeStatus(host, { deployment: stored(host), all: [newest], newest });
const setUp = (): ControllersHost => {
  const host = createTrial();
  post(host, '/apis/apps/v1/namespaces/default/deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      progressDeadlineSeconds: 60,
      selector: { matchLabels: { app: 'web' } },
      template: webTemplate,
    },
  });
  return host;
};
const conditionsOf = (host: ControllersHost): readonly string[] =>
  (stored(host).status?.conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason ?? ''}`);

describe('a condition', () => {
  it('that says the same stays; another one goes to the end and keeps the time of its status', () => {
    const host = createTrial();
    const first = setCondition(host, [], progressing('ReplicaSetUpdated', 'a'));
    expect(setCondition(host, first, progressing('ReplicaSetUpdated', 'b'))).toBe(first);
    host.now = 5000;
    expect(setCondition(host, first, progressing('NewReplicaSetAvailable', 'c'))).toMatchObject([
      {
        lastTransitionTime: '2027-01-15T08:00:00Z',
        lastUpdateTime: '2027-01-15T08:00:05Z',
        reason: 'NewReplicaSetAvailable',
      },
    ]);
  });
});

describe('the status of a deployment', () => {
  it('says when it is available and its rollout is over', () => {
    const host = setUp();
    write(host, set(1));
    expect(stored(host).status).toMatchObject({
      replicas: 2,
      readyReplicas: 1,
      unavailableReplicas: 1,
      terminatingReplicas: 0,
    });
    expect(conditionsOf(host)).toEqual([
      'Available=False MinimumReplicasUnavailable',
      'Progressing=True ReplicaSetUpdated',
    ]);
    write(host, set(2));
    expect(conditionsOf(host)).toEqual([
      'Available=True MinimumReplicasAvailable',
      'Progressing=True NewReplicaSetAvailable',
    ]);
  });

  it('says when it makes no progress before its deadline', () => {
    const host = setUp();
    write(host, set(1));
    host.now = 61_000;
    write(host, set(1));
    expect(conditionsOf(host)).toContain('Progressing=False ProgressDeadlineExceeded');
  });

  it('says what hinders its newest replica set', () => {
    const host = setUp();
    const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no' } as const;
    write(host, { ...set(0), status: { replicas: 0, conditions: [condition] } });
    expect(conditionsOf(host)).toContain('ReplicaFailure=True FailedCreate');
    write(host, set(1));
    expect(conditionsOf(host)).not.toContain('ReplicaFailure=True FailedCreate');
  });
});
