/** The ReplicaSet controller. */
import { describe, expect, it } from '@jest/globals';
import type { ReplicaSet, ReplicaSetSpec } from '#kube-api';
import { getObject } from '#object-store';
import { advance, ask, createTrial, eventsOf, podsIn, post, runPods, setPhase, webTemplate } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';

const PATH = '/apis/apps/v1/namespaces/default/replicasets';
const POD = '/api/v1/namespaces/default/pods';
const create = (spec: Partial<ReplicaSetSpec> = {}): ControllersHost => {
  const host = createTrial();
  post(host, PATH, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web' },
    spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: webTemplate, ...spec },
  });
  advance(host, 100);
  return host;
};
const statusOf = (host: ControllersHost) => (getObject(host.store, 'replicasets', 'default/web') as ReplicaSet).status;
const scale = (host: ControllersHost, replicas: number): void => {
  ask(host, 'PATCH', `${PATH}/web/scale`, {
    body: { spec: { replicas } },
    contentType: 'application/merge-patch+json',
  });
};

describe('a replica set', () => {
  it('has as many pods as it asks for, and counts those that are ready', () => {
    const host = create();
    expect(podsIn(host)).toHaveLength(3);
    runPods(host);
    advance(host, 200);
    expect(statusOf(host)).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    });
  });

  it('replaces pods that fail or are deleted, at once', () => {
    const host = create({ template: { ...webTemplate, spec: { ...webTemplate.spec, nodeName: 'n1' } } });
    runPods(host);
    const [first, second] = podsIn(host);
    if (first) setPhase(host, first, 'Failed');
    ask(host, 'DELETE', `${POD}/${second?.metadata.name ?? ''}`);
    advance(host, 200);
    expect(podsIn(host)).toHaveLength(5);
    expect(statusOf(host)).toMatchObject({ replicas: 3, terminatingReplicas: 1 });
  });

  it('scales down, pods that are not ready first', () => {
    const host = create();
    const [, ready] = podsIn(host);
    if (ready) setPhase(host, ready, 'Running');
    scale(host, 1);
    advance(host, 200);
    expect(podsIn(host).map(({ metadata }) => metadata.name)).toEqual([ready?.metadata.name]);
    expect(eventsOf(host, 'ReplicaSet', 'web').filter((event) => event.startsWith('SuccessfulDelete'))).toHaveLength(2);
  });

  it('counts a pod as available when it has been ready for long enough', () => {
    const host = create({ minReadySeconds: 10 });
    runPods(host);
    advance(host, 9000);
    expect(statusOf(host)).toMatchObject({ readyReplicas: 3 });
    expect(statusOf(host)?.availableReplicas).toBeUndefined();
    advance(host, 11_000);
    expect(statusOf(host)).toMatchObject({ availableReplicas: 3 });
  });

  it('says when its pods cannot be created, and tries again less and less often', () => {
    const host = create({ template: { ...webTemplate, spec: { ...webTemplate.spec, serviceAccountName: 'missing' } } });
    advance(host, 10_000);
    expect(podsIn(host)).toEqual([]);
    expect(statusOf(host)?.conditions).toMatchObject([
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' },
    ]);
    post(host, '/api/v1/namespaces/default/serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'missing' },
    });
    advance(host, 30_000);
    expect(podsIn(host)).toHaveLength(3);
    expect(statusOf(host)?.conditions).toBeUndefined();
  });
});
