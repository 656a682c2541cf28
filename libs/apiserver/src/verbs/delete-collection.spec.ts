/** DELETE of collections. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, itemsOf } from '../../test/host.ts';

describe('a DELETE of a collection', () => {
  it('deletes what the selectors choose, each by its own grace period', () => {
    const host = createHost();
    createPod(host, 'a', { nodeName: 'n1' });
    createPod(host, 'b');
    createPod(host, 'c', { nodeName: 'n2' });
    const deleted = itemsOf(ask(host, 'DELETE', PODS, { query: { fieldSelector: 'spec.nodeName!=n2' } }));
    expect(deleted.map(({ metadata }) => [metadata.name, metadata.deletionGracePeriodSeconds])).toEqual([
      ['a', 30],
      ['b', 0],
    ]);
    expect(itemsOf(ask(host, 'GET', PODS)).map(({ metadata }) => metadata.name)).toEqual(['a', 'c']);
  });
});
