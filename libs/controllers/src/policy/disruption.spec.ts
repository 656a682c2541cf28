/** The disruption controller. */
import { describe, expect, it } from '@jest/globals';
import type { PodDisruptionBudget } from '#kube-api';
import { getObject, objectsOf } from '#object-store';
import { addPod, advance, ask, createTrial, eventsOf, post, runPods, webTemplate } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';

const PATH = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';

function create(spec: Partial<PodDisruptionBudget['spec']>, replicas = 4): ControllersHost {
  const host = createTrial();
  post(host, '/apis/apps/v1/namespaces/default/replicasets', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: webTemplate },
  });
  post(host, PATH, { metadata: { name: 'b' }, spec: { selector: { matchLabels: { app: 'web' } }, ...spec } });
  advance(host, 100);
  runPods(host);
  advance(host, 200);
  return host;
}
const statusOf = (host: ControllersHost) =>
  (getObject(host.store, 'poddisruptionbudgets', 'default/b') as PodDisruptionBudget).status;

describe('a disruption budget', () => {
  it.each<[Partial<PodDisruptionBudget['spec']>, object]>([
    [{ minAvailable: 3 }, { desiredHealthy: 3, disruptionsAllowed: 1 }],
    [{ minAvailable: '30%' }, { desiredHealthy: 2, disruptionsAllowed: 2 }],
    [{ maxUnavailable: 1 }, { desiredHealthy: 3, disruptionsAllowed: 1 }],
    [{ maxUnavailable: '50%' }, { desiredHealthy: 2, disruptionsAllowed: 2 }],
    [{ minAvailable: 9 }, { desiredHealthy: 9, disruptionsAllowed: 0 }],
  ])('of %j over four healthy pods allows %j', (spec, expected) => {
    expect(statusOf(create(spec))).toMatchObject({
      ...expected,
      currentHealthy: 4,
      expectedPods: 4,
      observedGeneration: 1,
      conditions: [{ type: 'DisruptionAllowed' }],
    });
  });

  it('allows the next eviction when the pod has been replaced', () => {
    const host = create({ minAvailable: 3 });
    const [pod] = [...objectsOf(host.store, 'pods')];
    const evict = (name: string) =>
      ask(host, 'POST', `/api/v1/namespaces/default/pods/${name}/eviction`, { body: { metadata: { name } } }).code;
    expect(evict(pod?.metadata.name ?? '')).toBe(201);
    advance(host, 210);
    expect(statusOf(host)).toMatchObject({ disruptionsAllowed: 0, currentHealthy: 3 });
    advance(host, 300);
    runPods(host);
    advance(host, 400);
    expect(statusOf(host)).toMatchObject({ disruptionsAllowed: 1, currentHealthy: 4 });
    expect(statusOf(host)).not.toHaveProperty('disruptedPods');
  });

  it('that counts on a workload says which pods have none', () => {
    const host = create({ maxUnavailable: 1, selector: {} }, 1);
    addPod(host, 'lonely');
    advance(host, 300);
    expect(eventsOf(host, 'PodDisruptionBudget', 'b')).toEqual([
      'NoControllers: found no controllers for pod "lonely"',
    ]);
  });

  it('costs nothing when it is gone', () => {
    const host = create({ minAvailable: 1 });
    ask(host, 'DELETE', `${PATH}/b`);
    advance(host, 300);
    expect(host.store.subscriptions.filter(({ owner }) => owner === 'disruption-controller')).toHaveLength(1);
  });
});
