/** The replica sets of a deployment. */
import { describe, expect, it } from '@jest/globals';
import type { Deployment } from '#kube-api';
import { advance, ask, createTrial, eventsOf, post, webTemplate } from '../../test/trial.ts';
import {
  ensureNew,
  findNew,
  HASH_LABEL,
  isScalingEvent,
  replicaSetsOf,
  revisionOf,
  scaleTo,
} from './replica-sets-of.ts';
import { templateHash } from './template-hash.ts';

const setUp = () => {
  const host = createTrial();
  const deployment = post<Deployment>(host, '/apis/apps/v1/namespaces/default/deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: webTemplate },
  });
  return { host, deployment };
};
const withImage = (deployment: Deployment, image: string): Deployment => {
  const { template } = deployment.spec;
  const containers = template.spec.containers.map((container) => ({ ...container, image }));
  return {
    ...deployment,
    spec: { ...deployment.spec, template: { ...template, spec: { ...template.spec, containers } } },
  };
};

describe('the replica set of a template', () => {
  it('is named by the template, and found again', () => {
    const { host, deployment } = setUp();
    const created = ensureNew(host, deployment, []);
    const hash = templateHash(deployment.spec.template);
    expect(hash).toMatch(/^[bcdf456789]{1,10}$/);
    expect(created).toMatchObject({
      metadata: { name: `web-${hash}`, labels: { app: 'web', [HASH_LABEL]: hash } },
      spec: { replicas: 2, selector: { matchLabels: { app: 'web', [HASH_LABEL]: hash } } },
    });
    const all = replicaSetsOf(host, deployment);
    expect(all).toHaveLength(1);
    expect(findNew(deployment, all)?.metadata.uid).toBe(created?.metadata.uid);
    expect(eventsOf(host, 'Deployment', 'web')).toEqual([
      `ScalingReplicaSet: Scaled up replica set web-${hash} from 0 to 2`,
    ]);
  });

  it('gets another name when its own is taken', () => {
    const { host, deployment } = setUp();
    const name = `web-${templateHash(deployment.spec.template)}`;
    const labels = { app: 'other' };
    post(host, '/apis/apps/v1/namespaces/default/replicasets', {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name },
      spec: { replicas: 0, selector: { matchLabels: labels }, template: { ...webTemplate, metadata: { labels } } },
    });
    expect(ensureNew(host, deployment, [])).toBeUndefined();
    advance(host, 100);
    const stored = ask(host, 'GET', '/apis/apps/v1/namespaces/default/deployments/web').body as Deployment;
    expect(stored.status?.collisionCount).toBe(1);
    expect(replicaSetsOf(host, stored).map(({ metadata }) => metadata.name)).toEqual([
      `web-${templateHash(deployment.spec.template, 1)}`,
    ]);
  });

  it('is the newest revision, also when an old template comes back', () => {
    const { host, deployment } = setUp();
    ensureNew(host, deployment, []);
    const second = ensureNew(host, withImage(deployment, 'app:2.0'), replicaSetsOf(host, deployment));
    const again = ensureNew(host, deployment, replicaSetsOf(host, deployment));
    expect([second, again].map((each) => each && revisionOf(each))).toEqual([2, 3]);
  });

  it('remembers how many replicas it was scaled for', () => {
    const { host, deployment } = setUp();
    const created = ensureNew(host, deployment, []);
    if (!created) throw new Error('no replica set');
    expect(isScalingEvent(deployment, [created])).toBe(false);
    const larger = { ...deployment, spec: { ...deployment.spec, replicas: 5 } };
    expect(isScalingEvent(larger, [created])).toBe(true);
    const scaled = scaleTo(host, larger, created, 5);
    expect([scaled.spec.replicas, isScalingEvent(larger, [scaled])]).toEqual([5, false]);
    expect(scaleTo(host, larger, scaled, 5)).toBe(scaled);
  });
});
