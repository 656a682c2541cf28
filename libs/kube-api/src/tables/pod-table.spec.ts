/** The table of pods. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../../test/pods.ts';
import { podTable } from './pod-table.ts';

describe('the table of pods', () => {
  it('has a cell for every column', () => {
    expect(podTable.columns.map(({ name }) => name)).toEqual([
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
      'IP',
      'Node',
      'Nominated Node',
      'Readiness Gates',
    ]);
    expect(podTable.cells(pod(), 0)).toHaveLength(podTable.columns.length);
  });
});
