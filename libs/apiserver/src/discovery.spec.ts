/** Discovery against the resource table. */
import { describe, expect, it } from '@jest/globals';
import { resourceTypes } from '#kube-api';
import { aggregatedDiscovery, groupOf, openApiDocument, resourceList } from './discovery.ts';

describe('discovery', () => {
  it('lists every resource and subresource of a version', () => {
    const { resources } = resourceList('', 'v1') as { readonly resources: readonly { readonly name: string }[] };
    const expected = resourceTypes
      .filter(({ group }) => group === '')
      .flatMap(({ resource, subresources }) => [resource, ...subresources.map(({ name }) => `${resource}/${name}`)]);
    expect(resources.map(({ name }) => name)).toEqual(expected);
  });

  it('knows pods in the aggregated form', () => {
    expect(aggregatedDiscovery(true)).toMatchObject({
      kind: 'APIGroupDiscoveryList',
      items: [{ metadata: {}, versions: [{ version: 'v1', freshness: 'Current' }] }],
    });
    expect(JSON.stringify(aggregatedDiscovery(true))).toContain(
      '"subresource":"eviction","responseKind":{"group":"policy","version":"v1","kind":"Eviction"}',
    );
  });

  it('what is not served is not there', () => {
    expect([groupOf('storage.k8s.io'), resourceList('apps', 'v2'), openApiDocument('apps', 'v2', '1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
