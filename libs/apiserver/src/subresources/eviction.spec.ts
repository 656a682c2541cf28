/** The eviction subresource. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import type { Pod } from '#kube-api';
import { PODS, ask, changesSince, createHost, createPod, messageOf, objectOf } from '../../test/host.ts';
import { setPodStatus } from '../pod-writes.ts';

const evict = (host: ReturnType<typeof createHost>, body: object) =>
  ask(host, 'POST', `${PODS}/p/eviction`, { body: { apiVersion: 'policy/v1', kind: 'Eviction', ...body } });

describe('an eviction', () => {
  it('says why in the conditions, then deletes', () => {
    const host = createHost();
    setPodStatus(host, createPod(host, 'p', { nodeName: 'n1' }), { phase: 'Running' });
    const head = headOf(host.timeline);
    expect(evict(host, { metadata: { name: 'p' }, deleteOptions: { gracePeriodSeconds: 7 } }).code).toBe(201);
    expect(changesSince(host, head)).toEqual(['MODIFIED p', 'MODIFIED p']);
    const pod = objectOf(ask(host, 'GET', `${PODS}/p`)) as Pod;
    expect(pod.metadata.deletionGracePeriodSeconds).toBe(7);
    expect(pod.status?.conditions).toMatchObject([
      { type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' },
    ]);
  });

  it('of a pending pod is a deletion', () => {
    const host = createHost();
    createPod(host, 'p');
    evict(host, { metadata: { name: 'p' } });
    expect(ask(host, 'GET', `${PODS}/p`).code).toBe(404);
  });

  it('names the pod, and its preconditions hold before anything is written', () => {
    const host = createHost();
    setPodStatus(host, createPod(host, 'p', { nodeName: 'n1' }), { phase: 'Running' });
    expect(messageOf(evict(host, { metadata: { name: 'zz' } }))).toBe(
      'name in URL does not match name in Eviction object',
    );
    const head = headOf(host.timeline);
    expect(evict(host, { metadata: { name: 'p' }, deleteOptions: { preconditions: { uid: 'x' } } }).code).toBe(409);
    expect(headOf(host.timeline)).toBe(head);
  });
});
