/** Tables as kubectl asks for them. */
import { describe, expect, it } from '@jest/globals';
import { plainTable } from './object-tables.ts';
import { partialObject, tableOf, type TableOptions } from './table.ts';

const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
const options: TableOptions = {
  nowUnixMs: 0,
  includeObject: 'Metadata',
  metadata: { resourceVersion: '7' },
  withColumns: true,
};

describe('a table', () => {
  it('has columns, rows and the version of the list', () => {
    expect(tableOf(plainTable, [object], options)).toEqual({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: '7' },
      columnDefinitions: plainTable.columns,
      rows: [{ cells: ['default', '<unknown>'], object: partialObject(object) }],
    });
  });

  it('may carry the whole object or none, and leave the columns out', () => {
    expect(tableOf(plainTable, [object], { ...options, includeObject: 'Object' })).toMatchObject({
      rows: [{ object }],
    });
    expect(tableOf(plainTable, [object], { ...options, includeObject: 'None', withColumns: false })).toMatchObject({
      columnDefinitions: null,
      rows: [{ object: null }],
    });
  });
});
