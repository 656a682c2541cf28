/** The Deployment controller. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import type { Deployment, DeploymentSpec } from '#kube-api';
import { getObject, listObjects } from '#object-store';
import { advance, ask, createTrial, eventsOf, podsIn, post, runPods, webTemplate } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';

const PATH = '/apis/apps/v1/namespaces/default/deployments';
const create = (spec: Partial<DeploymentSpec> = {}): ControllersHost => {
  const host = createTrial();
  post(host, PATH, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: webTemplate, ...spec },
  });
  settle(host);
  return host;
};

/** Lets the controllers and the pods come to rest. */
function settle(host: ControllersHost): void {
  for (let turn = 0; turn < 20; turn++) {
    advance(host, host.now + 1000);
    runPods(host);
  }
}

const patch = (host: ControllersHost, spec: object): void => {
  const contentType = 'application/strategic-merge-patch+json';
  expect(ask(host, 'PATCH', `${PATH}/web`, { body: { spec }, contentType }).code).toBe(200);
};
const setImage = (host: ControllersHost, image: string): void =>
  patch(host, { template: { spec: { containers: [{ name: 'app', image }] } } });
const stored = (host: ControllersHost): Deployment => getObject(host.store, 'deployments', 'default/web') as Deployment;
const images = (host: ControllersHost): readonly string[] =>
  podsIn(host).map(({ spec }) => spec.containers[0]?.image ?? '');
const scalings = (host: ControllersHost): readonly string[] =>
  eventsOf(host, 'Deployment', 'web').map((event) => event.replace(/^.*(Scaled \w+).* from /, '$1 '));

describe('a deployment', () => {
  it('runs its pods through a replica set', () => {
    const host = create();
    expect(images(host)).toEqual(['app:1.0', 'app:1.0']);
    expect(stored(host)).toMatchObject({
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '1' } },
      status: { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, observedGeneration: 1 },
    });
  });

  it('replaces its pods one after the other when its template changes', () => {
    const host = create();
    setImage(host, 'app:2.0');
    settle(host);
    expect(images(host)).toEqual(['app:2.0', 'app:2.0']);
    expect(scalings(host)).toEqual([
      'Scaled up 0 to 2',
      'Scaled up 0 to 1',
      'Scaled down 2 to 1',
      'Scaled up 1 to 2',
      'Scaled down 1 to 0',
    ]);
    expect(stored(host).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2');
  });

  it('stops at a template whose pods do not become ready', () => {
    const host = create();
    setImage(host, 'broken:1');
    advance(host, host.now + 10_000);
    expect(images(host).toSorted()).toEqual(['app:1.0', 'app:1.0', 'broken:1']);
  });

  it('goes back to an old template with its old replica set', () => {
    const host = create();
    setImage(host, 'app:2.0');
    settle(host);
    setImage(host, 'app:1.0');
    settle(host);
    expect(images(host)).toEqual(['app:1.0', 'app:1.0']);
    expect(listObjects(host.store, 'replicasets')).toHaveLength(2);
    expect(stored(host).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
  });

  it('that recreates stops all pods before it starts new ones', () => {
    const host = create({ strategy: { type: 'Recreate' } });
    setImage(host, 'app:2.0');
    settle(host);
    expect(scalings(host)).toEqual(['Scaled up 0 to 2', 'Scaled down 2 to 0', 'Scaled up 0 to 2']);
    expect(images(host)).toEqual(['app:2.0', 'app:2.0']);
  });

  it('is scaled in one step', () => {
    const host = create();
    patch(host, { replicas: 4 });
    settle(host);
    patch(host, { replicas: 0 });
    settle(host);
    expect(scalings(host)).toEqual(['Scaled up 0 to 2', 'Scaled up 2 to 4', 'Scaled down 4 to 0']);
    expect(podsIn(host)).toEqual([]);
  });

  it('that is paused does not roll out', () => {
    const host = create();
    patch(host, { paused: true });
    setImage(host, 'app:2.0');
    settle(host);
    expect(images(host)).toEqual(['app:1.0', 'app:1.0']);
  });

  it('keeps only so many old replica sets', () => {
    const host = create({ revisionHistoryLimit: 1 });
    for (const image of ['app:2.0', 'app:3.0', 'app:4.0']) {
      setImage(host, image);
      settle(host);
    }
    expect(listObjects(host.store, 'replicasets')).toHaveLength(2);
  });

  it('leaves nothing to do when it is settled', () => {
    const host = create();
    advance(host, host.now + 700_000);
    expect(plannedEntries(host.agenda).filter(({ owner }) => owner !== 'apiserver')).toEqual([]);
  });
});
