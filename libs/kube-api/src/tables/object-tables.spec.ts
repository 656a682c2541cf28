/** The tables of the smaller kinds. */
import { describe, expect, it } from '@jest/globals';
import { configMapTable, namespaceTable, plainTable, priorityClassTable, secretTable } from './object-tables.ts';

const metadata = { name: 'x', creationTimestamp: '1970-01-01T00:00:00Z' };
const base = { apiVersion: 'v1', metadata };

describe('tables', () => {
  it.each([
    [namespaceTable.cells({ ...base, kind: 'Namespace', status: { phase: 'Active' } }, 5000), ['x', 'Active', '5s']],
    [
      configMapTable.cells({ ...base, kind: 'ConfigMap', data: { a: '' }, binaryData: { b: '' } }, 5000),
      ['x', 2, '5s'],
    ],
    [secretTable.cells({ ...base, kind: 'Secret', type: 'Opaque' }, 5000), ['x', 'Opaque', 0, '5s']],
    [priorityClassTable.cells({ ...base, kind: 'PriorityClass', value: 7 }, 5000), ['x', 7, false, '5s', '']],
    [plainTable.cells({ ...base, kind: 'ServiceAccount' }, 5000), ['x', '5s']],
  ])('%j', (cells, expected) => {
    expect(cells).toEqual(expected);
  });
});
