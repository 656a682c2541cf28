/** The garbage collector. */
import { describe, expect, it } from '@jest/globals';
import { listObjects } from '#object-store';
import { advance, ask, createTrial, podsIn, post, webTemplate } from '../../test/trial.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

describe('what a deployment owns', () => {
  it('goes after it, down to the pods', () => {
    const host = createTrial();
    post(host, DEPLOYMENTS, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: webTemplate },
    });
    advance(host, 1000);
    expect(podsIn(host)).toHaveLength(2);
    ask(host, 'DELETE', `${DEPLOYMENTS}/web`);
    advance(host, 2000);
    expect([podsIn(host), listObjects(host.store, 'replicasets')]).toEqual([[], []]);
  });

  it('stays while it has another owner', () => {
    const host = createTrial();
    const job = post(host, '/apis/batch/v1/namespaces/default/jobs', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j' },
      spec: { suspend: true, template: { spec: { ...webTemplate.spec, restartPolicy: 'Never' } } },
    });
    const owner = { apiVersion: 'batch/v1', kind: 'Job', name: 'j', uid: job.metadata.uid };
    const other = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'other' };
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', ownerReferences: [owner, other] } };
    post(host, '/api/v1/namespaces/default/configmaps', configMap);
    ask(host, 'DELETE', '/apis/batch/v1/namespaces/default/jobs/j');
    advance(host, 1000);
    const kept = listObjects(host.store, 'configmaps', 'default').find(({ metadata }) => metadata.name === 'c');
    expect(kept?.metadata.ownerReferences).toEqual([other]);
  });
});
