/** Column definitions. */
import { describe, expect, it } from '@jest/globals';
import { column, nameColumn, wideColumn } from './columns.ts';

describe('a column', () => {
  it('is plain or wide', () => {
    expect(column('A', 'd')).toEqual({ name: 'A', type: 'string', format: '', description: 'd', priority: 0 });
    expect(wideColumn('A', 'd').priority).toBe(1);
    expect(nameColumn.format).toBe('name');
  });
});
