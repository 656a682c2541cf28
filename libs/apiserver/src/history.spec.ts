/** Past states of a resource. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import { PODS, ask, createHost, createPod } from '../test/host.ts';
import { changeOf, objectsAsOf } from './history.ts';

describe('the past', () => {
  it('is read back through additions, changes and deletions', () => {
    const host = createHost();
    createPod(host, 'a');
    createPod(host, 'b');
    const version = headOf(host.timeline);
    ask(host, 'DELETE', `${PODS}/a`);
    createPod(host, 'c');
    ask(host, 'PATCH', `${PODS}/b`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { x: '1' } } },
    });
    const past = objectsAsOf(host, { resource: 'pods', version });
    expect(past.map(({ metadata }) => [metadata.name, metadata.labels])).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
    expect(objectsAsOf(host, { resource: 'pods', namespace: 'other', version })).toEqual([]);
  });

  it('that is forgotten is expired', () => {
    const host = createHost(5);
    for (let i = 0; i < 20; i++) createPod(host, `p${i}`);
    expect(() => objectsAsOf(host, { resource: 'pods', version: 1 })).toThrow(
      'The resourceVersion for the provided list is too old.',
    );
  });

  it('other entries of the timeline are no changes', () => {
    expect([undefined, 'x', { resource: 'pods', type: 'pulled' }].map((data) => changeOf(data, 'pods'))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
