/** PATCH. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, objectOf } from '../../test/host.ts';

describe('a PATCH', () => {
  it.each([
    ['application/json-patch+json', [{ op: 'add', path: '/metadata/labels', value: { a: '1' } }]],
    ['application/merge-patch+json', { metadata: { labels: { a: '1' } } }],
    ['application/strategic-merge-patch+json', { metadata: { labels: { a: '1' } } }],
  ])('of type %s changes the object', (contentType, body) => {
    const host = createHost();
    createPod(host, 'p');
    expect(objectOf(ask(host, 'PATCH', `${PODS}/p`, { contentType, body })).metadata.labels).toEqual({ a: '1' });
  });

  it('with a version is about that version', () => {
    const host = createHost();
    createPod(host, 'p');
    const body = { metadata: { resourceVersion: '1', labels: { a: '1' } } };
    expect(ask(host, 'PATCH', `${PODS}/p`, { contentType: 'application/merge-patch+json', body }).code).toBe(409);
  });

  it('cannot change the uid', () => {
    const host = createHost();
    createPod(host, 'p');
    const response = ask(host, 'PATCH', `${PODS}/p`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { uid: 'x' } },
    });
    expect(messageOf(response)).toBe('Pod "p" is invalid: metadata.uid: Invalid value: "x": field is immutable');
  });
});
