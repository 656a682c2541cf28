/** A row of the resource table. */
import { describe, expect, it } from '@jest/globals';
import { plainTable } from '../tables/object-tables.ts';
import { allVerbs, defineResource } from './resource-type.ts';

describe('a row', () => {
  it('has the usual values where it says nothing', () => {
    const row = defineResource({ resource: 'things', singular: 'thing', kind: 'Thing', table: plainTable });
    expect(row).toMatchObject({ group: '', version: 'v1', namespaced: true, verbs: allVerbs, subresources: [] });
    const object = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 't', uid: 'u' } };
    expect(row.defaults(object)).toBe(object);
    expect(row.validateUpdate(object, { ...object, metadata: { name: 't', uid: 'x' } })).toHaveLength(1);
  });
});
