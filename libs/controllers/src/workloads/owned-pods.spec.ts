/** Pods of workloads. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { isPodReady, type ReplicaSet } from '#kube-api';
import { updateObject } from '#object-store';
import { addPod, createTrial, eventsOf, podOf, podsIn, post, setPhase, webTemplate } from '../../test/trial.ts';
import type { ControllersHost } from '../controllers-state.ts';
import {
  claimPods,
  controllerReference,
  createPod,
  deleteOwnedPod,
  forgetOwner,
  isActive,
  isTerminal,
  isTerminating,
  podsOwnedBy,
  trackPod,
  type Actor,
} from './owned-pods.ts';

const selector = { matchLabels: { app: 'web' } };
let host: ControllersHost;
let actor: Actor;

beforeEach(() => {
  host = createTrial();
  const owner = post<ReplicaSet>(host, '/apis/apps/v1/namespaces/default/replicasets', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web' },
    spec: { replicas: 0, selector, template: webTemplate },
  });
  actor = { controller: 'replicaset-controller', owner };
});

describe('a pod of a workload', () => {
  it('is created by way of the API, with its owner and a generated name', () => {
    expect(createPod(host, actor, webTemplate, { finalizers: ['example.com/f'] })).toBeUndefined();
    const [pod] = podsOwnedBy(host, actor.owner);
    expect(pod?.metadata).toMatchObject({
      labels: { app: 'web' },
      finalizers: ['example.com/f'],
      ownerReferences: [controllerReference(actor.owner)],
    });
    expect(pod?.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(eventsOf(host, 'ReplicaSet', 'web')).toEqual([`SuccessfulCreate: Created pod: ${pod?.metadata.name ?? ''}`]);
  });

  it('that is refused is reported', () => {
    const broken = { ...webTemplate, spec: { containers: [] } };
    expect(createPod(host, actor, broken)).toMatch(/spec.containers: Required value/);
    expect(eventsOf(host, 'ReplicaSet', 'web')[0]).toMatch(/^FailedCreate: Error creating: Pod ".*" is invalid/);
  });

  it('is deleted with its own grace, and reported', () => {
    createPod(host, actor, { ...webTemplate, spec: { ...webTemplate.spec, nodeName: 'n1' } });
    const [pod] = podsOwnedBy(host, actor.owner);
    if (pod) deleteOwnedPod(host, actor, pod);
    expect(podsIn(host)[0]?.metadata.deletionGracePeriodSeconds).toBe(30);
    expect(eventsOf(host, 'ReplicaSet', 'web').at(-1)).toMatch(/^SuccessfulDelete: Deleted pod: web-/);
  });

  it('is adopted when it matches and has no owner, and let go when it matches no longer', () => {
    const stray = addPod(host, 'stray');
    updateObject(host, 'pods', { ...stray, metadata: { ...stray.metadata, labels: { app: 'web' } } });
    claimPods(host, actor, selector);
    expect(podsOwnedBy(host, actor.owner).map(({ metadata }) => metadata.name)).toEqual(['stray']);
    const own = podOf(host, 'stray');
    if (own) updateObject(host, 'pods', { ...own, metadata: { ...own.metadata, labels: { app: 'other' } } });
    claimPods(host, actor, selector);
    expect([podsOwnedBy(host, actor.owner), podOf(host, 'stray')?.metadata.ownerReferences]).toEqual([[], undefined]);
  });

  it('is tracked from its changes, and forgotten with it or its owner', () => {
    createPod(host, actor, webTemplate);
    const [object] = podsIn(host);
    if (!object) throw new Error('no pod');
    forgetOwner(host, actor.owner);
    expect(podsOwnedBy(host, actor.owner)).toEqual([]);
    trackPod(host, { type: 'ADDED', resource: 'pods', object });
    expect(podsOwnedBy(host, actor.owner)).toEqual([object]);
    trackPod(host, { type: 'DELETED', resource: 'pods', object, previous: object });
    expect(host.controllers.workloads.pods.size).toBe(0);
  });

  it('is active until it ends or is told to', () => {
    const pod = setPhase(host, addPod(host, 'p'), 'Running');
    expect([isActive(pod), isPodReady(pod), isTerminal(pod), isTerminating(pod)]).toEqual([true, true, false, false]);
    const done = setPhase(host, pod, 'Succeeded');
    expect([isActive(done), isPodReady(done), isTerminal(done)]).toEqual([false, false, true]);
  });
});
