/** Deleting pods. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import { PODS, ask, changesSince, createHost, createPod, objectOf } from '../test/host.ts';
import { deletePod } from './pod-deletion.ts';

describe('a deletion', () => {
  it('of a pod without a node is immediate, and seen as MODIFIED and DELETED', () => {
    const host = createHost();
    createPod(host, 'p');
    const head = headOf(host.timeline);
    const { metadata } = objectOf(ask(host, 'DELETE', `${PODS}/p`, { body: { gracePeriodSeconds: 50 } }));
    expect(changesSince(host, head)).toEqual(['MODIFIED p', 'DELETED p']);
    expect(metadata).toMatchObject({ deletionGracePeriodSeconds: 0, generation: 2, resourceVersion: String(head + 2) });
  });

  it('of a scheduled pod marks it and waits', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    const { metadata } = objectOf(ask(host, 'DELETE', `${PODS}/p`));
    expect(metadata).toMatchObject({
      deletionGracePeriodSeconds: 30,
      deletionTimestamp: '2027-01-15T08:00:30Z',
      generation: 2,
    });
  });

  it('can be made shorter, not longer', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    ask(host, 'DELETE', `${PODS}/p`, { body: { gracePeriodSeconds: 20 } });
    host.now += 2000;
    const head = headOf(host.timeline);
    const longer = objectOf(ask(host, 'DELETE', `${PODS}/p`, { body: { gracePeriodSeconds: 100 } }));
    expect([longer.metadata.deletionGracePeriodSeconds, headOf(host.timeline)]).toEqual([20, head]);
    const shorter = objectOf(ask(host, 'DELETE', `${PODS}/p`, { body: { gracePeriodSeconds: 5 } }));
    expect(shorter.metadata).toMatchObject({
      deletionTimestamp: '2027-01-15T08:00:05Z',
      deletionGracePeriodSeconds: 5,
      generation: 2,
    });
  });

  it('a time that has passed becomes a second from now', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    ask(host, 'DELETE', `${PODS}/p`);
    host.now += 20_000;
    expect(objectOf(ask(host, 'DELETE', `${PODS}/p`, { body: { gracePeriodSeconds: 5 } })).metadata).toMatchObject({
      deletionTimestamp: '2027-01-15T08:00:20Z',
      deletionGracePeriodSeconds: 1,
    });
  });

  it('with grace 0 the pod goes at once, now', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    ask(host, 'DELETE', `${PODS}/p`);
    host.now += 3000;
    const head = headOf(host.timeline);
    deletePod(host, { namespace: 'default', name: 'p' }, { gracePeriodSeconds: 0 });
    expect(changesSince(host, head)).toEqual(['MODIFIED p', 'DELETED p']);
    expect(host.timeline.entries.at(-1)?.data).toMatchObject({
      object: { metadata: { deletionTimestamp: '2027-01-15T08:00:03Z' } },
    });
  });

  it('of another incarnation, or of nothing, does nothing', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    const head = headOf(host.timeline);
    deletePod(host, { namespace: 'default', name: 'p', uid: 'other' }, { gracePeriodSeconds: 0 });
    deletePod(host, { namespace: 'default', name: 'nope' }, {});
    expect(headOf(host.timeline)).toBe(head);
  });

  it('finalizers keep the pod until they are taken off', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    const patch = (finalizers: readonly string[] | null) =>
      ask(host, 'PATCH', `${PODS}/p`, {
        contentType: 'application/merge-patch+json',
        body: { metadata: { finalizers } },
      });
    patch(['ex.com/a']);
    deletePod(host, { namespace: 'default', name: 'p' }, { gracePeriodSeconds: 0 });
    expect(objectOf(ask(host, 'GET', `${PODS}/p`)).metadata.deletionGracePeriodSeconds).toBe(0);
    const head = headOf(host.timeline);
    expect(patch(null).code).toBe(200);
    expect(changesSince(host, head)).toEqual(['DELETED p']);
  });
});
