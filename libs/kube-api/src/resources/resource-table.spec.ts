/** The resource table. */
import { describe, expect, it } from '@jest/globals';
import { hasStruct } from '../schema/struct-types.ts';
import { findResourceType, isServedVersion, resourceTypeOf, resourceTypes } from './resource-table.ts';

describe('the resource table', () => {
  it('names are unique', () => {
    const names = resourceTypes.map(({ resource }) => resource);
    expect(new Set(names).size).toBe(names.length);
  });

  it('every kind has a structure', () => {
    for (const { kind } of resourceTypes) expect(hasStruct(kind)).toBe(true);
  });

  it('a row is found by its group version and name', () => {
    expect(findResourceType('', 'v1', 'pods')?.kind).toBe('Pod');
    expect(findResourceType('', 'v1', 'podz')).toBeUndefined();
    expect(resourceTypeOf('priorityclasses')?.group).toBe('scheduling.k8s.io');
    expect([isServedVersion('', 'v1'), isServedVersion('apps', 'v2')]).toEqual([true, false]);
  });

  it('an update of a node keeps the stored status, one of a namespace its spec as well', () => {
    const stored = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, spec: {}, status: { phase: 'x' } };
    const sent = { ...stored, status: {} };
    expect(resourceTypeOf('nodes')?.prepareForUpdate(sent, stored)).toEqual(stored);
    const { status: _none, ...bare } = stored;
    expect(resourceTypeOf('nodes')?.prepareForUpdate(stored, bare)).toEqual(bare);
  });
});
