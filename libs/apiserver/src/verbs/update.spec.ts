/** Updating objects. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import { PODS, ask, changesSince, createHost, createPod, messageOf, objectOf } from '../../test/host.ts';

const MERGE = { contentType: 'application/merge-patch+json' };

describe('an update', () => {
  it('of nothing is not written', () => {
    const host = createHost();
    const pod = createPod(host, 'p');
    const head = headOf(host.timeline);
    const response = ask(host, 'PUT', `${PODS}/p`, { body: JSON.parse(JSON.stringify(pod)) });
    expect([response.code, objectOf(response).metadata.resourceVersion, headOf(host.timeline)]).toEqual([
      200,
      pod.metadata.resourceVersion,
      head,
    ]);
  });

  it('of the spec raises the generation, of labels it does not', () => {
    const host = createHost();
    createPod(host, 'p');
    const patch = (body: object) => objectOf(ask(host, 'PATCH', `${PODS}/p`, { ...MERGE, body })).metadata.generation;
    expect([patch({ metadata: { labels: { a: '1' } } }), patch({ spec: { activeDeadlineSeconds: 5 } })]).toEqual([
      1, 2,
    ]);
  });

  it('keeps what did not change by reference', () => {
    const host = createHost();
    const pod = createPod(host, 'p');
    const next = objectOf(ask(host, 'PATCH', `${PODS}/p`, { ...MERGE, body: { metadata: { labels: { a: '1' } } } }));
    expect('spec' in next && next.spec).toBe(pod.spec);
  });

  it('of an old version is a conflict', () => {
    const host = createHost();
    const pod = createPod(host, 'p');
    ask(host, 'PATCH', `${PODS}/p`, { ...MERGE, body: { metadata: { labels: { a: '1' } } } });
    const response = ask(host, 'PUT', `${PODS}/p`, { body: pod });
    expect([response.code, messageOf(response)]).toEqual([
      409,
      'Operation cannot be fulfilled on pods "p": the object has been modified; please apply your changes to the latest version and try again',
    ]);
  });

  it('an error that two checks find is reported once', () => {
    const host = createHost();
    createPod(host, 'p');
    const { body } = ask(host, 'PATCH', `${PODS}/p`, { ...MERGE, body: { metadata: { labels: { 'a b': '1' } } } });
    expect(body).toMatchObject({ details: { causes: [{ field: 'metadata.labels' }] } });
  });

  it('that takes the last finalizer off a deleted object removes it', () => {
    const host = createHost();
    const body = { metadata: { name: 'c', finalizers: ['ex.com/a'] } };
    const path = '/api/v1/namespaces/default/configmaps';
    ask(host, 'POST', path, { body });
    expect(ask(host, 'DELETE', `${path}/c`).body).toMatchObject({
      kind: 'ConfigMap',
      metadata: { deletionGracePeriodSeconds: 0 },
    });
    const head = headOf(host.timeline);
    ask(host, 'PATCH', `${path}/c`, { ...MERGE, body: { metadata: { finalizers: null } } });
    expect(changesSince(host, head)).toEqual(['DELETED c']);
  });
});
