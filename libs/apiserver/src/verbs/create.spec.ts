/** Creating objects. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, objectOf, podBody } from '../../test/host.ts';

const post = (metadata: object) => ask(createHost(), 'POST', PODS, { body: { ...podBody('p'), metadata } });

describe('a create', () => {
  it('sets what belongs to the server, whatever the client says', () => {
    const { metadata } = objectOf(
      post({ name: 'p', uid: 'x', generation: 9, deletionTimestamp: '2026-01-01T00:00:00Z' }),
    );
    expect(metadata).toMatchObject({
      name: 'p',
      namespace: 'default',
      generation: 1,
      creationTimestamp: '2027-01-15T08:00:00Z',
    });
    expect([metadata.uid === 'x', metadata.deletionTimestamp]).toEqual([false, undefined]);
  });

  it('generates a name', () => {
    expect(objectOf(post({ generateName: 'web-' })).metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
  });

  it.each([
    [{}, 422, 'Pod "" is invalid: metadata.name: Required value: name or generateName is required'],
    [
      { name: 'p', namespace: 'other' },
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    ],
    [{ name: 'p', resourceVersion: '5' }, 500, 'resourceVersion should not be set on objects to be created'],
  ])('%j is refused', (metadata, code, message) => {
    const response = post(metadata);
    expect([response.code, messageOf(response)]).toEqual([code, message]);
  });

  it('a name is taken once, also by a pod that is going', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'n1' });
    expect(messageOf(ask(host, 'POST', PODS, { body: podBody('p') }))).toBe('pods "p" already exists');
    ask(host, 'DELETE', `${PODS}/p`);
    expect(messageOf(ask(host, 'POST', PODS, { body: podBody('p') }))).toBe(
      'object is being deleted: pods "p" already exists',
    );
  });
});
